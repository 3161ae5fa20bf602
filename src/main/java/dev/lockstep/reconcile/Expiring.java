package dev.lockstep.reconcile;

import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.OrderPolicy.Expiry;

/**
 * How an entity shrinks when nothing has happened to it for long. What stays of it tells what comes
 * later that it is old: the settled version or the last released place, the entity's time, and that
 * it is deleted if it is. Sequence and chain go on, so that consumers who fence on them lose
 * nothing.
 */
final class Expiring {
  private Expiring() {}

  /** The watermark at which the entity shrinks, or {@link Timers#NONE}. */
  static long deadline(Turn turn) {
    Expiry expiry = turn.policy.memory().expiry();
    return expiry.residueAfterMillis() != OrderPolicy.UNLIMITED
            && turn.moment.watermark() != Moment.END
            && isDone(turn, expiry)
        ? Millis.plus(turn.timeMillis, expiry.residueAfterMillis())
        : Timers.NONE;
  }

  /** Whether there is something that may go, and nothing that must stay. */
  private static boolean isDone(Turn turn, Expiry expiry) {
    boolean more = turn.state != null || turn.stage != null || turn.memory.size() > 0;
    return more
        && turn.timeMillis != Long.MIN_VALUE
        && turn.held.isEmpty()
        && !turn.isQuarantined()
        && (!expiry.whenOverOnly() || turn.isOver());
  }

  /** Shrinks the entity if its time has come; the end of a bounded input is no passing of time. */
  static void onWatermark(Turn turn) {
    long deadline = deadline(turn);
    if (deadline != Timers.NONE && deadline <= turn.moment.watermark()) {
      turn.state = null;
      turn.stage = null;
      turn.memory = Endings.forgotten(turn);
      turn.abandoned = Abandoned.NONE;
      turn.staleRun = StaleRun.NONE;
      turn.bodies.beginAnew();
    }
  }
}
