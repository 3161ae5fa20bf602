package dev.lockstep.spec;

/** How bad a problem is, worst first. */
public enum Severity {
  /** The job cannot run, or would lose data. */
  ERROR,
  /** The job runs, and probably not as was meant. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
