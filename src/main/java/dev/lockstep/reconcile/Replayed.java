package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;

/** A replayed dead letter whose version was settled when it was set aside. */
final class Replayed {
  private Replayed() {}

  /** Judges it again if nothing newer and nothing in its place was applied; else it is passed. */
  static void judge(Turn turn, Event event, Version version) {
    if (turn.isQuarantined()) {
      overtaken(turn, event, "the entity is quarantined, after version " + turn.settled);
    } else if (!version.equals(turn.settled)) {
      overtaken(turn, event, "version " + turn.settled + " was settled meanwhile");
    } else if (turn.hasApplied(version)) {
      overtaken(turn, event, "another event of version " + version + " was applied meanwhile");
    } else {
      turn.applyAgain(event);
    }
  }

  private static void overtaken(Turn turn, Event event, String detail) {
    turn.out.deadLetter(event, Verdict.STALE, Reason.OVERTAKEN, detail);
  }
}
