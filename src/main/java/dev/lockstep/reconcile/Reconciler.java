package dev.lockstep.reconcile;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Folded.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Decides, for one entity at a time, what happens to its events. Pure and stateless: what it looks
 * at is what it is given, and what it changes a {@link LiveEntity} that it is given.
 */
public final class Reconciler {
  private final OrderPolicy policy;
  private final Folding folding;
  private final Order order;
  private final GapDiary gaps;
  private final @Nullable InOrder inOrder;

  /** A reconciler for jobs of this policy. */
  public Reconciler(OrderPolicy policy, Reducer reducer, Rules rules) {
    this.policy = policy;
    this.folding = new Folding(reducer, rules, policy.stateBytesAtMost());
    this.gaps = new GapDiary(policy);
    this.inOrder = InOrder.isOf(policy) ? new InOrder(policy, folding) : null;
    this.order =
        switch (policy.by()) {
          case VERSION -> new VersionOrder(policy);
          case LATEST -> new LatestOrder(policy);
          case TIME -> new TimeOrder();
          case ARRIVAL -> new ArrivalOrder();
        };
  }

  /**
   * What an arrival leads to if it is the plain case: the entity is what it has become then, and
   * nothing else comes of it, no other output, timer or body. Null if it is not, and nothing has
   * changed; then {@link #onArrival} tells.
   */
  public @Nullable Change inOrder(LiveEntity entity, Arrival arrival) {
    return inOrder != null && arrival instanceof Event event ? inOrder.apply(entity, event) : null;
  }

  /** What an arrival leads to, a plain one too. */
  public Step onArrival(Entity entity, HeldBodies bodies, Arrival arrival, Moment moment) {
    Turn turn = turn(arrival.entity(), entity, bodies, moment);
    if (arrival instanceof Event event) {
      order.judge(turn, event);
    } else if (arrival instanceof PlaceMarker marker) {
      order.mark(turn, marker);
    } else if (arrival instanceof ControlEvent control) {
      new Verbs(turn, order).carryOut(control);
    } else {
      throw new AssertionError(arrival);
    }
    return finish(turn);
  }

  /** What the firing of the entity's event-time timer leads to. */
  public Step onWatermark(String id, Entity entity, HeldBodies bodies, Moment moment) {
    Turn turn = turn(id, entity, bodies, moment);
    turn.eventTimerFired();
    Expiring.onWatermark(turn);
    order.onWatermark(turn);
    return finish(turn);
  }

  /** What the firing of the entity's processing-time timer leads to. */
  public Step onLimit(String id, Entity entity, HeldBodies bodies, Moment moment) {
    Turn turn = turn(id, entity, bodies, moment);
    turn.limitTimerFired();
    order.onLimit(turn);
    return finish(turn);
  }

  private Turn turn(String id, Entity entity, HeldBodies bodies, Moment moment) {
    return new Turn(id, entity, bodies, moment, policy, folding);
  }

  private Step finish(Turn turn) {
    gaps.note(turn);
    Quarantining.tellHow(turn, order);
    turn.arm(order.eventTimeDeadline(turn), order.limitDeadline(turn));
    turn.arm(Expiring.deadline(turn), Timers.NONE);
    return turn.step();
  }
}
