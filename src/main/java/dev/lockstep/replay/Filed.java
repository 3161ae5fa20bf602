package dev.lockstep.replay;

import dev.lockstep.codec.DeadLetterReader.Letter;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it was found.
 *
 * @param partition the partition of its topic, 0 for a file
 * @param offset its offset there, or the line in its file
 * @param content what it says
 */
public record Filed(int partition, long offset, Letter content) {

  /** The event set aside. */
  public DeadLetter letter() {
    return content.letter();
  }

  Origin origin() {
    return letter().raw().origin();
  }

  Standing standing() {
    return Standing.of(letter());
  }

  /** What two copies of one letter have in common, and two letters have not. */
  Sameness sameness() {
    DeadLetter letter = letter();
    return new Sameness(origin(), letter.entity(), letter.id(), letter.version(), letter.laps());
  }

  /**
   * Tells letters apart. The origin alone would do, if no topic were ever made anew.
   *
   * @param origin where the event was read
   */
  record Sameness(
      Origin origin,
      @Nullable String entity,
      @Nullable String id,
      @Nullable Version version,
      int laps) {}
}
