package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;

/**
 * What was decided about one event.
 *
 * @param event the event
 * @param verdict the verdict
 * @param reason why
 * @param deadLetter whether it is set aside with its bytes
 */
public record Decision(Event event, Verdict verdict, Reason reason, boolean deadLetter) {
  @Override
  public String toString() {
    String place = event.version() == null ? "@" + event.timeMillis() : "v" + event.version();
    return event.entity() + " " + place + " " + event.id() + " " + verdict + "(" + reason + ")";
  }
}
