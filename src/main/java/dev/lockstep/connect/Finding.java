package dev.lockstep.connect;

import dev.lockstep.spec.Severity;

/**
 * One thing about the environment of a job that keeps it from running, or that its operator should
 * know.
 *
 * @param severity how bad it is
 * @param message what was found
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String message, String remedy) {
  static Finding error(String message, String remedy) {
    return new Finding(Severity.ERROR, message, remedy);
  }

  static Finding warning(String message, String remedy) {
    return new Finding(Severity.WARNING, message, remedy);
  }
}
