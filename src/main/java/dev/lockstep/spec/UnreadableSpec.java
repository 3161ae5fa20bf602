package dev.lockstep.spec;

/**
 * A spec whose text has no tree: nothing after the problem can be read. Never leaves the package.
 */
final class UnreadableSpec extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  UnreadableSpec(Position at, String message, String hint) {
    super(message);
    this.problem = new Problem(Severity.ERROR, at, "", message, hint);
  }

  Problem problem() {
    return problem;
  }
}
