package dev.lockstep.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a check, before any event is there.
 *
 * @param offset where in the check, in code points from 0
 * @param message what is wrong
 * @param hint what to do about it, null when the message says it
 * @param unknown the word that is not known, null when it is not about a word
 * @param known the words that it could have been
 */
public record Fault(
    int offset,
    String message,
    @Nullable String hint,
    @Nullable String unknown,
    List<String> known) {
  public Fault {
    known = List.copyOf(known);
  }

  Fault(int offset, String message, @Nullable String hint) {
    this(offset, message, hint, null, List.of());
  }

  /** Whether something is missing at its end. */
  public boolean endsTooEarly() {
    return message.equals(Complaints.TOO_EARLY);
  }
}
