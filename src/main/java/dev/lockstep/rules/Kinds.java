package dev.lockstep.rules;

import dev.lockstep.json.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What kinds of values there are, in words, and how a value is told to people. */
final class Kinds {
  private static final int SHOWN_AT_MOST = 40;

  private Kinds() {}

  /** Such as {@code a number}. */
  static String of(Object value) {
    if (Numbers.isNumber(value)) {
      return "a number";
    }
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof Instant) {
      return "a time";
    }
    return value instanceof Duration ? "a duration" : "null";
  }

  /** The value if it is short, else its beginning, or what it is. */
  static String shown(Object value) {
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof String text) {
      String plain = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
      return "\"" + OneLine.beginning(plain, SHOWN_AT_MOST) + "\"";
    }
    return OneLine.beginning(value.toString(), SHOWN_AT_MOST);
  }
}
