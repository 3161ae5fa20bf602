package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one entity, the bodies of its held events left out.
 *
 * @param settled the highest version whose fate is decided, null before the first
 * @param lastApplied the last applied version, for receipts only
 * @param lastReleased the last released place under {@code by: time}
 * @param sequence how many events were applied
 * @param chain hash over all that was applied, in order
 * @param timeMillis the highest time of an event whose fate is decided, epoch milliseconds
 * @param state the folded state, JSON; null before the first event and after a delete
 * @param stage the stage of its lifecycle; null at its beginning, and without a lifecycle
 * @param deleted whether the last event applied was a delete: the entity is a grave
 * @param held the places of its held events
 * @param nextSlot the slot of the next held event
 * @param memory the events that it recognises
 * @param abandoned the gaps that it gave up
 * @param restartedMillis the time of the event that began it anew: what is older is of before;
 *     {@link Long#MIN_VALUE} if none
 * @param staleRun the run of rising stale versions that it is in
 * @param quarantine why it applies nothing, null when it is not quarantined
 * @param acts what operators did to it
 * @param timers the timers that are set for it
 */
public record Entity(
    @Nullable Version settled,
    @Nullable Version lastApplied,
    @Nullable TimePlace lastReleased,
    long sequence,
    long chain,
    long timeMillis,
    @Nullable Bytes state,
    @Nullable String stage,
    boolean deleted,
    HeldIndex held,
    long nextSlot,
    Memory memory,
    Abandoned abandoned,
    long restartedMillis,
    StaleRun staleRun,
    @Nullable Quarantine quarantine,
    Acts acts,
    Timers timers) {

  /** An entity of which nothing is known. */
  public static final Entity NEW =
      new Entity(
          null,
          null,
          null,
          0,
          0,
          Long.MIN_VALUE,
          null,
          null,
          false,
          HeldIndex.EMPTY,
          0,
          Memory.EMPTY,
          Abandoned.NONE,
          Long.MIN_VALUE,
          StaleRun.NONE,
          null,
          Acts.NONE,
          Timers.OFF);

  /** The same entity with another memory. */
  public Entity remembering(Memory other) {
    return new Entity(
        settled,
        lastApplied,
        lastReleased,
        sequence,
        chain,
        timeMillis,
        state,
        stage,
        deleted,
        held,
        nextSlot,
        other,
        abandoned,
        restartedMillis,
        staleRun,
        quarantine,
        acts,
        timers);
  }

  /** How many events are held, the culprit of a quarantine among them. */
  public int heldEvents() {
    return held.events() + (quarantine == null || quarantine.culprit() == null ? 0 : 1);
  }

  /** How many of them wait because the entity is quarantined. */
  public int parkedEvents() {
    return quarantine == null ? 0 : heldEvents();
  }

  /**
   * A run of rising stale versions, newer in time than anything before.
   *
   * @param length how many there were
   * @param last the highest, null when there is none
   */
  public record StaleRun(int length, @Nullable Version last) {
    /** There is no run. */
    public static final StaleRun NONE = new StaleRun(0, null);
  }

  /**
   * The timers that are set, at most one of each kind.
   *
   * @param eventTime epoch milliseconds of event time, or {@link #NONE}
   * @param processingTime epoch milliseconds of processing time, or {@link #NONE}
   */
  public record Timers(long eventTime, long processingTime) {
    /** No timer. */
    public static final long NONE = Long.MIN_VALUE;

    /** Neither timer. */
    public static final Timers OFF = new Timers(NONE, NONE);
  }
}
