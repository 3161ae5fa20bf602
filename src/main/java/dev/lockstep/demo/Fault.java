package dev.lockstep.demo;

import java.util.Set;

/**
 * Something that goes wrong for the consumer that takes a message first, as it does every day.
 *
 * @param kind what
 * @param awaited the offsets that others get through in the meantime
 */
public record Fault(Kind kind, Set<Integer> awaited) {
  public Fault {
    awaited = Set.copyOf(awaited);
  }

  /** What can go wrong. */
  public enum Kind {
    /** A call takes long, and others go past. */
    SLOW,
    /** The first try fails, and the next one comes after a pause. */
    RETRIED,
    /** The consumer is so slow that the broker hands its message to another one as well. */
    REDELIVERED
  }
}
