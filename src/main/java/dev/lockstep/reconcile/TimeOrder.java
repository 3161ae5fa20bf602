package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Place;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.Entity.Timers;

/** The order of event time: held until the watermark passes, released in order. */
final class TimeOrder implements Order {
  @Override
  public void judge(Turn turn, Event event) {
    if (Recognition.byId(turn, event)) {
      return;
    }
    TimePlace place = TimePlace.of(event);
    TimePlace passed = turn.lastReleased;
    boolean due = event.timeMillis() <= turn.moment.watermark() && turn.held.below(place) == null;
    if (passed != null && place.compareTo(passed) < 0) {
      turn.out.late(event, below(place, passed));
    } else if (due && !turn.isQuarantined()) {
      turn.apply(event, () -> turn.lastReleased = place);
    } else {
      turn.hold(event, place, turn.now());
    }
  }

  @Override
  public void onWatermark(Turn turn) {
    while (waits(turn) && lowestTime(turn) <= turn.moment.watermark()) {
      releaseLowest(turn);
    }
  }

  @Override
  public void onLimit(Turn turn) {
    while (isOverLimit(turn)) {
      releaseLowest(turn);
    }
  }

  /** A timer may be left from when there was a limit. */
  private boolean isOverLimit(Turn turn) {
    long deadline = limitDeadline(turn);
    return deadline != Timers.NONE && deadline <= turn.moment.nowMillis();
  }

  private static boolean waits(Turn turn) {
    return !turn.held.isEmpty() && !turn.isQuarantined();
  }

  private static void releaseLowest(Turn turn) {
    HeldEntry lowest = turn.held.lowest();
    turn.applyHeld(lowest, () -> turn.lastReleased = (TimePlace) lowest.place());
  }

  /** What is parked below a place that an operator has released is late. */
  private static void dropPassed(Turn turn) {
    TimePlace passed = turn.lastReleased;
    while (passed != null
        && !turn.held.isEmpty()
        && turn.held.lowest().place().compareTo(passed) < 0) {
      HeldEntry lowest = turn.held.lowest();
      turn.out.late(turn.take(lowest), below(lowest.place(), passed));
    }
  }

  private static String below(Place place, TimePlace passed) {
    return "place " + place + " is below " + passed;
  }

  @Override
  public void settle(Turn turn, HeldEntry violation) {
    turn.lastReleased = (TimePlace) violation.place();
  }

  @Override
  public void pass(Turn turn, HeldEntry forgotten) {
    TimePlace place = (TimePlace) forgotten.place();
    if (turn.lastReleased == null || place.compareTo(turn.lastReleased) > 0) {
      turn.lastReleased = place;
    }
  }

  @Override
  public void resume(Turn turn) {
    dropPassed(turn);
    onWatermark(turn);
  }

  @Override
  public long eventTimeDeadline(Turn turn) {
    return waits(turn) ? lowestTime(turn) : Timers.NONE;
  }

  private static long lowestTime(Turn turn) {
    return turn.held.lowest().identity().timeMillis();
  }

  @Override
  public long limitDeadline(Turn turn) {
    return waits(turn)
        ? Limit.deadline(turn, turn.policy.patience().limitMillis(), turn.held.lowest().since())
        : Timers.NONE;
  }
}
