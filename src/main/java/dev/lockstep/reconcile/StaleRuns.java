package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.StaleRun;

/** Notices a producer that seems to count from the start again. */
final class StaleRuns {
  /** How many rising stale versions raise the incident. */
  static final int SUSPICIOUS = 3;

  private StaleRuns() {}

  /**
   * Takes note of an event at or below the settled version. It counts only when it is newer in time
   * than all that was settled: a redelivered old event is not, a restarted producer's event is.
   */
  static void note(Turn turn, Event event, Version version) {
    Version settled = turn.settled;
    if (settled == null
        || version.compareTo(settled) > 0
        || event.timeMillis() <= turn.timeMillis) {
      return;
    }
    Version last = turn.staleRun.last();
    boolean rises = last != null && version.compareTo(last) > 0;
    turn.staleRun = new StaleRun(rises ? turn.staleRun.length() + 1 : 1, version);
    if (turn.staleRun.length() == SUSPICIOUS) {
      String detail =
          SUSPICIOUS
              + " rising versions up to "
              + version
              + " although "
              + settled
              + " is settled; restart-on, an epoch or a reset says that the producer began anew";
      turn.out.incident(Incident.Kind.RESTART_SUSPECTED, version, settled, event, detail);
    }
  }
}
