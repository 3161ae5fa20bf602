package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;

/** An entity begun anew by an event of a {@code restart-on} type. */
final class Restart {
  private Restart() {}

  /**
   * Whether an event begins its entity anew: it is of such a type, carries a first version that was
   * settled before, is newer in time than all that was settled, and is not the old beginning again.
   * Of what was settled without a time, as by a dump, nothing is known to be newer.
   */
  static boolean isBegunBy(Event event, Version version, Turn turn, Sequence sequence) {
    Version settled = turn.settled;
    return settled != null
        && version.compareTo(settled) <= 0
        && turn.policy.restartOn().contains(event.type())
        && (turn.policy.start().firstSeen() || sequence.follows(version, null))
        && turn.timeMillis != Long.MIN_VALUE
        && event.timeMillis() > turn.timeMillis
        && !Recognition.knowsId(turn, turn.identity(event));
  }

  /** Ends the old sequence: what it held is given up, what it knew is forgotten. */
  static void begin(Event event, Version version, Turn turn) {
    String detail = "version " + version + " begins the entity anew after " + turn.settled;
    Quarantining.abandonCulprit(turn, Reason.RESTARTED, detail);
    turn.abandonHeld(Reason.RESTARTED, detail);
    turn.beginAnew(event.timeMillis());
    turn.out.incident(Incident.Kind.RESTARTED, turn.settled, version, event, detail);
    turn.settled = version.withNumber(version.number() - 1);
  }
}
