package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;

/** The order of arrival: every event at once, and once by its id. */
final class ArrivalOrder implements Order {
  @Override
  public void judge(Turn turn, Event event) {
    if (Recognition.byId(turn, event)) {
      return;
    }
    if (turn.isQuarantined()) {
      turn.hold(event, new Version.Single(turn.bodies.nextSlot()), turn.now());
    } else {
      turn.apply(event, () -> {});
    }
  }

  @Override
  public void resume(Turn turn) {
    while (!turn.held.isEmpty() && !turn.isQuarantined()) {
      turn.applyHeld(turn.held.lowest(), () -> {});
    }
  }
}
