package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;

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
}
