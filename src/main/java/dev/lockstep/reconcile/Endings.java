package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** The verbs that end an entity as it was. */
final class Endings {
  private Endings() {}

  /** The entity begins anew with its next event. */
  static void reset(Turn turn, ControlEvent control) {
    Version settled = turn.settled;
    Version next = control.version();
    String detail = "reset by " + control.by() + ": " + control.why();
    end(turn, control, Reason.RESET, detail);
    if (turn.timeMillis != Long.MIN_VALUE) {
      turn.restartedMillis = Millis.plus(turn.timeMillis, 1);
    }
    turn.memory = Memory.EMPTY;
    turn.abandoned = Abandoned.NONE;
    turn.deleted = false;
    turn.lastReleased = null;
    turn.settled = before(next);
    turn.out.incident(
        Incident.Kind.RESET, settled, next, control.origin(), detail, Incident.Facts.NONE);
  }

  /** The version before; none before 0, and texts have no distance. */
  private static @Nullable Version before(@Nullable Version next) {
    return next == null || next instanceof Version.Text || next.number() == 0
        ? null
        : next.withNumber(next.number() - 1);
  }

  /** Nothing stays of the entity but a grave. */
  static void forget(Turn turn, ControlEvent control) {
    String detail = "forgotten by " + control.by() + ": " + control.why();
    end(turn, control, Reason.FORGOTTEN, detail);
    turn.memory = Memory.lostUpTo(Math.max(turn.timeMillis, turn.memory.crowdedOutMillis()));
    turn.deleted = true;
    turn.out.incident(
        Incident.Kind.FORGOTTEN,
        turn.settled,
        turn.settled,
        control.origin(),
        detail,
        Incident.Facts.NONE);
  }

  private static void end(Turn turn, ControlEvent control, Reason reason, String detail) {
    Quarantining.abandonCulprit(turn, reason, detail);
    turn.abandonHeld(reason, detail);
    turn.clear(control);
    turn.staleRun = Entity.StaleRun.NONE;
  }
}
