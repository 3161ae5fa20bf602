package dev.lockstep.reconcile;

import dev.lockstep.event.Event;

/** What goes when a buffer holds more than it may: the highest place, not the newest arrival. */
final class Overflow {
  private Overflow() {}

  /** Sets the event with the highest place aside if there is one too many; never the culprit. */
  static void ifFull(Turn turn) {
    int atMost = turn.policy.holdAtMost();
    int all = turn.held.events() + (Quarantining.culprit(turn) == null ? 0 : 1);
    HeldEntry highest = all <= atMost ? null : turn.held.highestEvent();
    if (highest != null) {
      Event event = turn.take(highest);
      String detail = "the buffer holds its limit of " + atMost + " events";
      turn.out.deadLetter(event, Verdict.OVERFLOW, Reason.BUFFER_FULL, detail);
      turn.out.incident(Incident.Kind.OVERFLOW, event.version(), event.version(), event, detail);
    }
  }
}
