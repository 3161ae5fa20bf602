package dev.lockstep.reconcile;

import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.HeldEntry.Since;

/** The patience in processing time, for streams whose watermark stands still. */
final class Limit {
  private Limit() {}

  /**
   * When the limit is over for what waits since then, if nothing changes until then.
   *
   * <p>It counts from the last of three: when the waiting began, when the job started, and when the
   * watermark moved. So neither downtime nor catching up ever looks like waiting.
   */
  static long deadline(Turn turn, long limitMillis, Since since) {
    if (limitMillis == OrderPolicy.UNLIMITED) {
      return Timers.NONE;
    }
    Moment moment = turn.moment;
    long from = Math.max(moment.startedMillis(), moment.watermarkMovedMillis());
    return Millis.plus(Math.max(from, since.nowMillis()), limitMillis);
  }
}
