package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** The rules of one order mode. */
interface Order {
  /** Decides about one event. */
  void judge(Turn turn, Event event);

  /** Takes note of a place that an event of the other lane has taken. */
  default void mark(Turn turn, PlaceMarker marker) {}

  /** Gives up or releases what the watermark has passed. */
  default void onWatermark(Turn turn) {}

  /** Gives up or releases what has waited for longer than the limit on a standing stream. */
  default void onLimit(Turn turn) {}

  /** The watermark at which something has to be done, or {@link Entity.Timers#NONE}. */
  default long eventTimeDeadline(Turn turn) {
    return Entity.Timers.NONE;
  }

  /** The processing time at which something has to be done, or {@link Entity.Timers#NONE}. */
  default long limitDeadline(Turn turn) {
    return Entity.Timers.NONE;
  }

  /** Settles the place of a violation that an operator skips. */
  default void settle(Turn turn, HeldEntry violation) {}

  /**
   * Has the place of something that waited, and is forgotten, be passed: it is never taken again.
   */
  default void pass(Turn turn, HeldEntry forgotten) {}

  /** Takes the place of a fork that is set aside; false when there is none to take. */
  default boolean takeFork(Turn turn, HeldEntry fork) {
    return false;
  }

  /** Judges again what is held, as far as it may be applied now. */
  void resume(Turn turn);

  /** The gap that operators may name, null when there is none. */
  default @Nullable Gap namedGap(Turn turn) {
    return null;
  }

  /** Gives up the gap that was named, and goes on. */
  default void skipGap(Turn turn, Gap gap) {
    throw new IllegalStateException("no gap can be named in this mode: " + gap);
  }

  /** Why the entity cannot advance to a version, null when it can. */
  default @Nullable String refusesAdvance(Turn turn, Version version) {
    return "events of this job have no versions";
  }

  /** Why the entity cannot begin anew with a version, null when it can. */
  default @Nullable String refusesReset(Version version) {
    return "events of this job have no versions";
  }

  /** Gives up what is missing up to a version. */
  default void advance(Turn turn, Version version) {
    throw new IllegalStateException("no version can be advanced to in this mode: " + version);
  }
}
