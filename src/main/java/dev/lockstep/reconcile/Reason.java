package dev.lockstep.reconcile;

/** Why a verdict was given. */
public enum Reason {
  /** MALFORMED: the bytes are not of the format. */
  UNREADABLE,
  /** MALFORMED: no value, and the format gives that no meaning. */
  NO_VALUE,
  /** MALFORMED: a field that the lane needs is missing. */
  FIELD_MISSING,
  /** MALFORMED: a field is of the wrong type or form. */
  FIELD_WRONG,
  /** MALFORMED: larger or deeper than is allowed. */
  OVER_LIMIT,
  /** MALFORMED: further ahead in time than {@code max-ahead}. */
  FUTURE,
  /** MALFORMED: further ahead in versions than {@code jump-at-most}. */
  VERSION_JUMP,

  /** PASSED: its type is of the analytics lane. */
  ANALYTICS,

  /** DUPLICATE: the same version with the same content. */
  SAME_VERSION,
  /** DUPLICATE: the same id with the same content. CONFLICT: with another content or version. */
  SAME_ID,
  /** CONFLICT: the same version with another content. */
  SAME_VERSION_OTHER_CONTENT,

  /** STALE: settled, and too long ago to be remembered. */
  BEYOND_MEMORY,
  /** STALE: fills a gap that was given up. */
  ABANDONED_GAP,
  /** STALE: below the version that the spec starts at. */
  BEFORE_START,
  /** STALE: of an epoch that a later one has ended. */
  ENDED_EPOCH,
  /** STALE: from before the entity's restart. */
  BEFORE_RESTART,
  /** STALE: an older version, under {@code by: latest}. */
  OLDER,
  /** STALE: the same version with another content, under {@code ties: keep}. */
  TIE_KEPT,
  /** STALE: a dead letter that was replayed after something newer was settled. */
  OVERTAKEN,

  /** LATE: strictly below the last released place. */
  PLACE_PASSED,

  /** REJECTED: the reducer failed on it. */
  REDUCER_FAILED,
  /** REJECTED: the state would outgrow its limit. */
  STATE_TOO_LARGE,
  /** REJECTED: the lifecycle has no way from where the entity is, by an event of this type. */
  LIFECYCLE,
  /** REJECTED: an invariant does not hold after it, or could not be asked. */
  INVARIANT,

  /** OVERFLOW: the highest place of a full buffer. */
  BUFFER_FULL,

  /** ABANDONED: held behind a gap that was given up. */
  GAP_ABANDONED,
  /** ABANDONED: held when the entity restarted. */
  RESTARTED,
  /** ABANDONED: an operator skipped it. */
  SKIPPED,
  /** ABANDONED: an operator put a corrected event in its place. */
  REPLACED,
  /** ABANDONED: held when an operator reset the entity. */
  RESET,
  /** ABANDONED: held when an operator had the entity forgotten. */
  FORGOTTEN,

  /** APPLIED: at its place in order. */
  IN_ORDER
}
