package dev.lockstep.cli;

/** A command that cannot go on, with what to tell the user and the exit code. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Wrong usage or a wrong spec: exit code 2. */
  static CommandFailure usage(String message) {
    return new CommandFailure(2, message);
  }

  /** The environment does not play along: exit code 3. */
  static CommandFailure environment(String message) {
    return new CommandFailure(3, message);
  }

  int exitCode() {
    return exitCode;
  }
}
