package dev.lockstep.reconcile;

/** What was decided about one event; every event ends in exactly one. In order of precedence. */
public enum Verdict {
  /** It is no event, or one that cannot be believed. */
  MALFORMED,
  /** Analytics: handed on. */
  PASSED,
  /** Analytics: dropped by the shedding rule. */
  SHED,
  /** The same event again. */
  DUPLICATE,
  /** Another event with the same version or the same id: a fork. */
  CONFLICT,
  /** At or below the settled version, and not remembered. */
  STALE,
  /** Its place in time was already passed. */
  LATE,
  /** It breaks a rule, or the reducer failed on it. */
  REJECTED,
  /** The entity's buffer was full and it had the highest place. */
  OVERFLOW,
  /** It was held and is given up. */
  ABANDONED,
  /** Folded into the state, in order. */
  APPLIED
}
