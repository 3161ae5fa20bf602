package dev.lockstep.reconcile;

import dev.lockstep.event.Event;

/** The order of arrival: every event at once, and once by its id. */
final class ArrivalOrder implements Order {
  @Override
  public void judge(Turn turn, Event event) {
    if (!Recognition.byId(turn, event)) {
      turn.apply(event);
    }
  }
}
