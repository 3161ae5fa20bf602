package dev.lockstep.reduce;

import java.io.Serializable;
import java.util.Set;

/**
 * How one field of the state follows from the events.
 *
 * <p>An event without the field, or with null there, leaves it as it is.
 */
public sealed interface FieldFold extends Serializable {
  /** The JSON pointer of what is folded, within the event's data. */
  String pointer();

  /**
   * The exact sum of numbers, with as many decimals as the most precise of them.
   *
   * @param pointer of a number
   * @param negate the types of events whose number is taken away
   */
  record Sum(String pointer, Set<String> negate) implements FieldFold {
    private static final long serialVersionUID = 1L;

    public Sum {
      negate = Set.copyOf(negate);
    }
  }

  /**
   * The highest of numbers, or of texts by code point.
   *
   * @param pointer of a number or a text
   */
  record Max(String pointer) implements FieldFold {}

  /**
   * The lowest of numbers, or of texts by code point.
   *
   * @param pointer of a number or a text
   */
  record Min(String pointer) implements FieldFold {}

  /**
   * The different values seen, sorted: false, true, numbers, then texts by code point.
   *
   * @param pointer of a boolean, a number or a text
   */
  record Distinct(String pointer) implements FieldFold {}
}
