package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verbs that end an entity as it was. */
final class Endings {
  private Endings() {}

  /** The entity begins anew with its next event. */
  static void reset(Turn turn, ControlEvent control) {
    Version settled = turn.settled;
    Version next = control.version();
    String detail = "reset by " + control.by() + ": " + control.why();
    end(turn, Reason.RESET, detail);
    if (turn.state != null) {
      turn.clear(control);
    }
    turn.beginAnew(
        turn.timeMillis == Long.MIN_VALUE ? turn.restartedMillis : Millis.plus(turn.timeMillis, 1));
    turn.lastReleased = null;
    turn.settled = before(next);
    turn.out.incident(
        Incident.Kind.RESET, settled, next, control.origin(), detail, Incident.Facts.NONE);
  }

  /** The version before, -1 before 0, so that the epoch stays known. */
  private static @Nullable Version before(@Nullable Version next) {
    return next == null ? null : next.withNumber(next.number() - 1);
  }

  /** Nothing stays of the entity but a grave. */
  static void forget(Turn turn, Order order, ControlEvent control) {
    String detail = "forgotten by " + control.by() + ": " + control.why();
    List<HeldEntry> waited = waiting(turn);
    end(turn, Reason.FORGOTTEN, detail);
    waited.forEach(each -> order.pass(turn, each));
    turn.clear(control);
    waited.forEach(each -> turn.reach(each.identity().timeMillis()));
    turn.memory = forgotten(turn);
    turn.deleted = true;
    turn.out.incident(
        Incident.Kind.FORGOTTEN,
        turn.settled,
        turn.settled,
        control.origin(),
        detail,
        Incident.Facts.NONE);
  }

  /** The culprit and all that is held, marked places among it. */
  private static List<HeldEntry> waiting(Turn turn) {
    List<HeldEntry> waiting = new ArrayList<>(turn.held.entries());
    HeldEntry culprit = Quarantining.culprit(turn);
    if (culprit != null) {
      waiting.add(culprit);
    }
    return waiting;
  }

  /**
   * What is remembered when nothing of the past is. Without versions only time tells that an event
   * may have been seen.
   */
  static Memory forgotten(Turn turn) {
    return switch (turn.policy.by()) {
      case VERSION, LATEST -> Memory.EMPTY;
      case TIME, ARRIVAL ->
          Memory.lostUpTo(Math.max(turn.timeMillis, turn.memory.crowdedOutMillis()));
    };
  }

  private static void end(Turn turn, Reason reason, String detail) {
    Quarantining.abandonCulprit(turn, reason, detail);
    turn.abandonHeld(reason, detail);
    turn.stage = null;
    turn.staleRun = Entity.StaleRun.NONE;
  }
}
