package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantine.Culprit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What operators can do to one entity. */
final class Verbs {
  private final Turn turn;
  private final Order order;

  Verbs(Turn turn, Order order) {
    this.turn = turn;
    this.order = order;
  }

  /** Answers a control event, and does what it says unless that is refused. */
  void carryOut(ControlEvent control) {
    boolean repeated = turn.acts.contains(control.id());
    String refusal = repeated ? null : new Refusals(turn, order).of(control);
    if (repeated) {
      answer(control, Incident.Kind.CONTROL_REPEATED, "was carried out before", null);
    } else if (refusal != null) {
      answer(control, Incident.Kind.CONTROL_REFUSED, refusal, null);
    } else if (control.verb() == ControlEvent.Verb.INSPECT) {
      Portrait portrait = Portraits.of(turn, order);
      answer(control, Incident.Kind.CONTROL_DONE, "inspected", portrait);
    } else {
      turn.acts = turn.acts.with(control);
      act(control);
      answer(control, Incident.Kind.CONTROL_DONE, what(control) + again(), null);
    }
  }

  /** Who has done with one culprit should know that there is another. */
  private String again() {
    return turn.isQuarantined() && turn.quarantinedNow
        ? "; quarantined again by " + Quarantining.nameAndOrigin(turn, order)
        : "";
  }

  private static String what(ControlEvent control) {
    String culprit = control.culprit() == null ? "" : " of " + control.culprit();
    return control.verb() + culprit + " by " + control.by() + ": " + control.why();
  }

  private void answer(
      ControlEvent control, Incident.Kind kind, String detail, @Nullable Portrait portrait) {
    Facts facts = new Facts(control.culprit(), null, null, Act.of(control), null, portrait);
    turn.out.answer(kind, control.origin(), detail, facts);
  }

  /** Does what a verb says, and answers nothing. */
  void act(ControlEvent control) {
    switch (control.verb()) {
      case INSPECT -> throw new IllegalStateException("inspecting changes nothing");
      case RELEASE -> release(what(control));
      case SKIP -> skip(control);
      case REPLACE -> replace(control);
      case ADVANCE -> advance(control);
      case RESET -> Endings.reset(turn, control);
      case FORGET -> Endings.forget(turn, order, control);
    }
  }

  private void release(String detail) {
    Quarantine over = Quarantining.end(turn, detail);
    Culprit culprit = over.culprit();
    if (culprit != null && over.cause() == Cause.VIOLATION) {
      turn.held = turn.held.with(culprit.entry());
    } else if (culprit != null) {
      Event event = turn.bodies.drop(culprit.entry().slot());
      turn.out.deadLetter(event, Verdict.CONFLICT, over.reason(), over.detail());
      takeFork(over, culprit.entry());
    }
    order.resume(turn);
  }

  /** A fork takes its version if it was one of ids, and its version is still open. */
  private boolean takeFork(Quarantine over, HeldEntry fork) {
    return over.reason() == Reason.SAME_ID && order.takeFork(turn, fork);
  }

  private void skip(ControlEvent control) {
    Quarantine quarantine = turn.quarantine;
    Culprit culprit = quarantine == null ? null : quarantine.culprit();
    if (quarantine == null || culprit == null) {
      Gap gap = Objects.requireNonNull(order.namedGap(turn), "the gap that was named");
      resumeWithoutQuarantine(control);
      order.skipGap(turn, gap);
      return;
    }
    abandon(culprit, Reason.SKIPPED, what(control));
    HeldEntry entry = culprit.entry();
    if (quarantine.cause() == Cause.VIOLATION) {
      order.settle(turn, entry);
      turn.remember(entry.identity(), false);
    } else if (!takeFork(quarantine, entry)) {
      turn.remember(entry.identity(), false);
    }
    order.resume(turn);
  }

  /** Ends the quarantine, and its culprit as abandoned. */
  private void abandon(Culprit culprit, Reason reason, String detail) {
    Quarantining.end(turn, detail);
    Event event = turn.bodies.drop(culprit.entry().slot());
    turn.out.deadLetter(event, Verdict.ABANDONED, reason, detail);
  }

  private void replace(ControlEvent control) {
    Event corrected = Objects.requireNonNull(control.corrected(), "a corrected event");
    Quarantine quarantine = Objects.requireNonNull(turn.quarantine, "a quarantine");
    Culprit culprit = Objects.requireNonNull(quarantine.culprit(), "a culprit");
    Identity replaced = culprit.entry().identity();
    abandon(culprit, Reason.REPLACED, what(control));
    turn.received++;
    order.judge(turn, corrected);
    if (!isCulprit(corrected)) {
      turn.remember(replaced, false);
    }
    if (!turn.isQuarantined()) {
      order.resume(turn);
    }
  }

  /** A corrected event that is the next culprit may be corrected too: it must not be a fork. */
  private boolean isCulprit(Event event) {
    HeldEntry culprit = Quarantining.culprit(turn);
    return culprit != null && turn.bodies.get(culprit.slot()).equals(event);
  }

  private void advance(ControlEvent control) {
    Version version = Objects.requireNonNull(control.version(), "a version to advance to");
    resumeWithoutQuarantine(control);
    order.advance(turn, version);
  }

  private void resumeWithoutQuarantine(ControlEvent control) {
    if (turn.isQuarantined()) {
      Quarantining.end(turn, what(control));
      order.resume(turn);
    }
  }
}
