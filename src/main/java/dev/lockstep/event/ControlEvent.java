package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/**
 * An operator's verb on one entity, decided in the entity's order like an event.
 *
 * @param entity the entity that it is for
 * @param id its own id: the same one again does nothing
 * @param verb what to do
 * @param culprit which event or gap is meant; null for verbs that mean the entity
 * @param culpritAt where the culprit was read, as its {@link Origin} reads, when that is to be
 *     sure: a corrected event may have the culprit's id; else null
 * @param version the version that {@code advance} or {@code reset} goes to, null when none is given
 * @param corrected the event that {@code replace} puts in the culprit's place, null for other verbs
 * @param by who gave it
 * @param atMillis when, epoch milliseconds
 * @param why for what reason, in their words
 * @param raw the record as it was read
 */
public record ControlEvent(
    String entity,
    String id,
    Verb verb,
    @Nullable String culprit,
    @Nullable String culpritAt,
    @Nullable Version version,
    @Nullable Event corrected,
    String by,
    long atMillis,
    String why,
    Raw raw)
    implements Arrival, Control {

  /** What an operator can do to one entity. */
  public enum Verb {
    /** Show what is known of it. */
    INSPECT,
    /** End its quarantine and judge again what is held. */
    RELEASE,
    /** Give up the culprit, or the gap, and go on. */
    SKIP,
    /** Put a corrected event in the culprit's place and go on. */
    REPLACE,
    /** Give up all that is missing up to a version. */
    ADVANCE,
    /** Begin anew with the next event. */
    RESET,
    /** Leave nothing but a grave. */
    FORGET
  }
}
