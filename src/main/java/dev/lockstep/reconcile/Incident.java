package dev.lockstep.reconcile;

import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Acts.Act;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator should know about one entity.
 *
 * @param kind what happened
 * @param entity the entity's id; empty for what concerns many
 * @param from the first version concerned, null when there is none
 * @param to the last version concerned, null when there is none
 * @param origin where the event that brought it up was read, null when time brought it up
 * @param detail the facts, for people: ids, hashes, origins
 * @param watermark the watermark then, epoch milliseconds
 * @param facts what some kinds add
 */
public record Incident(
    Kind kind,
    String entity,
    @Nullable Version from,
    @Nullable Version to,
    @Nullable Origin origin,
    String detail,
    long watermark,
    Facts facts)
    implements Output {

  /** The same with another portrait. */
  public Incident with(Portrait portrait) {
    Facts others = facts;
    Facts shown =
        new Facts(
            others.culprit,
            others.rule,
            others.deadlineMillis,
            others.act,
            others.controlId,
            portrait);
    return new Incident(kind, entity, from, to, origin, detail, watermark, shown);
  }

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
    RESTARTED,
    /** Versions are missing below an event. */
    GAP_OPENED,
    /** The missing versions have come. */
    GAP_FILLED,
    /** The entity applies nothing until it is released. */
    QUARANTINED,
    /** The entity goes on. */
    RELEASED,
    /** An operator had the entity begin anew. */
    RESET,
    /** An operator had the entity forgotten. */
    FORGOTTEN,
    /** An operator's verb was carried out. */
    CONTROL_DONE,
    /** An operator's verb was not carried out. */
    CONTROL_REFUSED,
    /** An operator's verb had been carried out before. */
    CONTROL_REPEATED,
    /** Many events in a row break rules: a bad release, perhaps. */
    POISON_RATE
  }

  /**
   * What some kinds of incidents add.
   *
   * @param culprit the id of the event, or the name of the gap, that a quarantine is about
   * @param rule the rule that is broken
   * @param deadlineMillis the watermark at which patience is over, epoch milliseconds
   * @param act what an operator asked for
   * @param controlId the id of a control record that was no control event, if it could be read
   * @param portrait what {@code inspect} shows
   */
  public record Facts(
      @Nullable String culprit,
      @Nullable String rule,
      @Nullable Long deadlineMillis,
      @Nullable Act act,
      @Nullable String controlId,
      @Nullable Portrait portrait) {
    /** Nothing to add. */
    public static final Facts NONE = new Facts(null, null, null, null, null, null);
  }
}
