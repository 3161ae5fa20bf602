package dev.lockstep.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a check, before any event is there.
 *
 * @param line in the check, from 1
 * @param column in code points, from 1
 * @param message what is wrong
 * @param hint what to do about it, null when the message says it
 * @param unknown the word that is not known, null when it is not about a word
 * @param known the words that it could have been
 */
public record Fault(
    int line,
    int column,
    String message,
    @Nullable String hint,
    @Nullable String unknown,
    List<String> known) {
  public Fault {
    known = List.copyOf(known);
  }

  Fault(int line, int column, String message, @Nullable String hint) {
    this(line, column, message, hint, null, List.of());
  }
}
