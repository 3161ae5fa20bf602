package dev.lockstep.reconcile;

import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator should know about one entity.
 *
 * @param kind what happened
 * @param entity the entity's id
 * @param from the first version concerned, null when there is none
 * @param to the last version concerned, null when there is none
 * @param origin where the event that brought it up was read, null when time brought it up
 * @param detail the facts, for people: ids, hashes, origins
 * @param watermark the watermark then, epoch milliseconds
 */
public record Incident(
    Kind kind,
    String entity,
    @Nullable Version from,
    @Nullable Version to,
    @Nullable Origin origin,
    String detail,
    long watermark)
    implements Output {

  /** What can happen. */
  public enum Kind {
    /** Missing versions were given up. */
    GAP_ABANDONED,
    /** A version came after it had been given up. */
    ABANDONED_GAP_FILLED,
    /** Two different events claim one version or one id. */
    CONFLICT,
    /** A buffer was full. */
    OVERFLOW,
    /** A version further ahead than is believed. */
    VERSION_JUMP,
    /** The producer seems to count from the start again. */
    RESTART_SUSPECTED,
    /** An event of a {@code restart-on} type began the entity anew. */
    RESTARTED
  }
}
