package dev.lockstep.reconcile;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;

/** Decides, for one entity at a time, what happens to its events. Pure and stateless. */
public final class Reconciler {
  private final OrderPolicy policy;
  private final Reducer reducer;
  private final Order order;

  /** A reconciler for jobs of this policy. */
  public Reconciler(OrderPolicy policy, Reducer reducer) {
    this.policy = policy;
    this.reducer = reducer;
    this.order =
        switch (policy.by()) {
          case VERSION -> new VersionOrder(policy);
          case LATEST -> new LatestOrder(policy);
          case TIME -> new TimeOrder(policy);
          case ARRIVAL -> new ArrivalOrder();
        };
  }

  /** What an arrival leads to. */
  public Step onArrival(Entity entity, HeldBodies bodies, Arrival arrival, Moment moment) {
    Turn turn = new Turn(arrival.entity(), entity, bodies, moment, policy, reducer);
    if (arrival instanceof Event event) {
      order.judge(turn, event);
    } else if (arrival instanceof PlaceMarker marker) {
      order.mark(turn, marker);
    } else {
      throw new AssertionError(arrival);
    }
    return finish(turn);
  }

  /** What the firing of the entity's event-time timer leads to. */
  public Step onWatermark(String id, Entity entity, HeldBodies bodies, Moment moment) {
    Turn turn = new Turn(id, entity, bodies, moment, policy, reducer);
    turn.eventTimerFired();
    order.onWatermark(turn);
    return finish(turn);
  }

  /** What the firing of the entity's processing-time timer leads to. */
  public Step onLimit(String id, Entity entity, HeldBodies bodies, Moment moment) {
    Turn turn = new Turn(id, entity, bodies, moment, policy, reducer);
    turn.limitTimerFired();
    order.onLimit(turn);
    return finish(turn);
  }

  private Step finish(Turn turn) {
    turn.arm(order.eventTimeDeadline(turn), order.limitDeadline(turn));
    return turn.step();
  }
}
