package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;

/** Two different events that claim one version or one id. */
final class Fork {
  private Fork() {}

  /** Sets the later one aside, or makes it a culprit; whether it was set aside. */
  static boolean meets(Turn turn, Event event, Reason reason, Identity first) {
    String detail = Outbox.conflictDetail(turn.identity(event), event.raw().origin(), first);
    boolean aside = !Quarantining.isBroughtOnByForks(turn, event);
    if (aside) {
      turn.out.deadLetter(event, Verdict.CONFLICT, reason, detail);
    }
    turn.out.incident(Incident.Kind.CONFLICT, event.version(), event.version(), event, detail);
    if (!aside) {
      Quarantining.byFork(turn, event, reason, detail);
    }
    return aside;
  }
}
