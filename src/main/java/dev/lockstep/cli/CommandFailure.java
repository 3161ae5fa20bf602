package dev.lockstep.cli;

import dev.lockstep.cluster.ClusterFailure;

/** A command that cannot go on, with what to tell the user and the exit code. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** There is something to be looked at: exit code 1. */
  static CommandFailure finding(String message) {
    return new CommandFailure(1, message);
  }

  /** What is to blame decides about the exit code. */
  static CommandFailure of(ClusterFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case FINDING -> finding(message);
      case USAGE -> usage(message);
      case ENVIRONMENT -> environment(message);
    };
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
