package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/** A failure of a reducer or a rule, without the values that its message may quote. */
final class QuietFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private QuietFailure(String message) {
    super(message, null, false, false);
  }

  /** The failure, with its message if that is harmless. What a user's code says never is. */
  static QuietFailure of(
      Throwable failure, Redaction redaction, Event event, @Nullable Bytes state) {
    String said = failure.toString();
    boolean harmless =
        !redaction.stateIsOpaque() && !redaction.secrets(event, state, null).areIn(said);
    return new QuietFailure(harmless ? said : failure.getClass().getName() + ": " + Erased.WORD);
  }

  @Override
  @SuppressWarnings(
      "OverrideThrowableToString") // the class that was thrown is a part of what it says
  public String toString() {
    return String.valueOf(getMessage());
  }
}
