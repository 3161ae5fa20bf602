package dev.lockstep.spec;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a spec, or worth knowing about it.
 *
 * @param severity how bad it is
 * @param at where it was written
 * @param path the keys that lead there, such as {@code order.wait}; empty for the whole spec
 * @param message what is wrong
 * @param hint what to do about it, null when the message says it
 */
public record Problem(
    Severity severity, Position at, String path, String message, @Nullable String hint) {
  private static final int TEXT_AT_MOST = 300;

  public Problem {
    path = inOneLine(path);
    message = inOneLine(message);
    hint = hint == null ? null : inOneLine(hint);
  }

  /**
   * What a user wrote is quoted in problems: it may be long, hold more than letters, and a login.
   */
  private static String inOneLine(String text) {
    String plain = Secrets.withoutLogins(text).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    return plain.length() <= TEXT_AT_MOST ? plain : plain.substring(0, TEXT_AT_MOST) + "...";
  }

  /** From 1; 0 when it was written on the command line. */
  public int line() {
    return at.line();
  }

  /** From 1; 0 when it was written on the command line. */
  public int column() {
    return at.column();
  }
}
