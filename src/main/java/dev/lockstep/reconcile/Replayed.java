package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;

/** A replayed dead letter whose version was settled when it was set aside. */
final class Replayed {
  private Replayed() {}

  /** Judges it again if nothing newer was settled meanwhile; else its place is passed. */
  static void judge(Turn turn, Event event, Version version) {
    if (version.equals(turn.settled) && !turn.isQuarantined()) {
      turn.applyAgain(event);
      return;
    }
    String detail =
        turn.isQuarantined()
            ? "the entity is quarantined, after version " + turn.settled + " was settled"
            : "version " + turn.settled + " was settled meanwhile";
    turn.out.deadLetter(event, Verdict.STALE, Reason.OVERTAKEN, detail);
  }
}
