package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.HeldEntry.Since;

/** The order of event time: held until the watermark passes, released in order. */
final class TimeOrder implements Order {
  private final OrderPolicy policy;

  TimeOrder(OrderPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void judge(Turn turn, Event event) {
    if (Recognition.byId(turn, event)) {
      return;
    }
    TimePlace place = new TimePlace(event.timeMillis(), event.ranks(), event.id(), event.source());
    TimePlace passed = turn.lastReleased;
    if (passed != null && place.compareTo(passed) < 0) {
      String detail = "place " + place + " is below " + passed;
      turn.verdict(
          event, Verdict.LATE, Reason.PLACE_PASSED, detail, policy.routes().lateToDeadLetters());
    } else if (event.timeMillis() <= turn.moment.watermark() && turn.held.below(place) == null) {
      turn.lastReleased = place;
      turn.apply(event);
    } else {
      Since since = new Since(turn.moment.watermark(), turn.moment.nowMillis());
      turn.hold(event, new HeldEntry(place, event.identity(), turn.takeSlot(), since));
    }
  }

  @Override
  public void onWatermark(Turn turn) {
    while (!turn.held.isEmpty() && lowestTime(turn) <= turn.moment.watermark()) {
      releaseLowest(turn);
    }
  }

  @Override
  public void onLimit(Turn turn) {
    while (!turn.held.isEmpty() && limitDeadline(turn) <= turn.moment.nowMillis()) {
      releaseLowest(turn);
    }
  }

  private static void releaseLowest(Turn turn) {
    HeldEntry lowest = turn.held.lowest();
    turn.lastReleased = (TimePlace) lowest.place();
    turn.apply(turn.release(lowest));
  }

  @Override
  public long eventTimeDeadline(Turn turn) {
    return turn.held.isEmpty() ? Timers.NONE : lowestTime(turn);
  }

  private static long lowestTime(Turn turn) {
    return turn.held.lowest().identity().timeMillis();
  }

  @Override
  public long limitDeadline(Turn turn) {
    return turn.held.isEmpty() ? Timers.NONE : Limit.deadline(turn, turn.held.lowest().since());
  }
}
