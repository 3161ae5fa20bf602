package dev.lockstep.demo;

import java.util.Set;

/**
 * Something that goes wrong with a message, once, as it does every day.
 *
 * @param kind what
 * @param awaited the messages that take effect in the meantime, by number; none where nobody waits
 */
public record Fault(Kind kind, Set<Integer> awaited) {
  public Fault {
    awaited = Set.copyOf(awaited);
  }

  /** What can go wrong. */
  public enum Kind {
    /** The producer could not reach the broker, and sends when it can. */
    LATE,
    /** The producer heard no answer, and sends once more. */
    TWICE,
    /** The consumer's call takes long, and others go past. */
    SLOW,
    /** The consumer's call fails, and the message goes back to the end of the topic. */
    RETRIED,
    /** The consumer dies before it commits, and its successor is handed the message again. */
    REDELIVERED;

    /** Whether it is the producer that it happens to, and not the consumer. */
    boolean isProducers() {
      return this == LATE || this == TWICE;
    }

    /** Whether others take effect before it is over. */
    boolean isWaiting() {
      return isProducers() || this == SLOW;
    }

    /** Whether the message takes effect twice. */
    boolean isTwofold() {
      return this == TWICE || this == REDELIVERED;
    }
  }
}
