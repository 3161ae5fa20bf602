package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where whole records are, for letters that are not. */
public interface Originals {
  /** The record that a letter is about; null when it is gone, or another is in its place. */
  @Nullable Raw of(DeadLetter letter) throws IOException;

  /** Why the record of a letter is not found. */
  default LeftOut missing(DeadLetter letter) {
    return LeftOut.GONE;
  }

  /**
   * Whether a record is the one that a letter is about: a topic that was made anew, or another file
   * of the same name, has other records at the same places. What the letter does not know of itself
   * cannot be compared.
   */
  static boolean isOf(DeadLetter letter, Decoded record) {
    boolean wasEvent = letter.type() != null;
    if (record instanceof Event event) {
      return agree(letter.entity(), event.entity(), wasEvent)
          && agree(letter.id(), event.id(), wasEvent)
          && (!wasEvent || Objects.equals(event.version(), letter.version()));
    }
    return !wasEvent;
  }

  private static boolean agree(@Nullable String letter, String record, boolean wasEvent) {
    return letter == null ? !wasEvent : letter.equals(record);
  }
}
