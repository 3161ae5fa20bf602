package dev.lockstep.reconcile;

/**
 * The end of a job that must not go on without an event, and may not quarantine one more entity. It
 * is what the spec asks for, so where in the code it came up is of no use to anybody.
 */
final class QuarantineFull extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  QuarantineFull(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
