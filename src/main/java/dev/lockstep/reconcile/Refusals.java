package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantine.Culprit;
import org.jspecify.annotations.Nullable;

/** Why a control event is not carried out. */
final class Refusals {
  private final Turn turn;
  private final Order order;

  Refusals(Turn turn, Order order) {
    this.turn = turn;
    this.order = order;
  }

  /** The reason, null when there is none. */
  @Nullable String of(ControlEvent control) {
    return switch (control.verb()) {
      case INSPECT -> null;
      case FORGET -> ofForget();
      case RELEASE -> turn.isQuarantined() ? names(control) : "the entity is not quarantined";
      case SKIP -> names(control);
      case REPLACE -> ofReplace(control);
      case ADVANCE -> ofAdvance(control);
      case RESET -> ofReset(control.version());
    };
  }

  /** There must be a state, something that waits, or something to recognise events by. */
  private @Nullable String ofForget() {
    boolean nothing =
        turn.state == null
            && turn.memory.seen().isEmpty()
            && turn.held.isEmpty()
            && !turn.isQuarantined();
    if (!nothing) {
      return null;
    }
    return turn.deleted ? turn.id + " is forgotten already" : "nothing is known of " + turn.id;
  }

  /** Two operators must not skip two events: what is meant has to be what there is. */
  private @Nullable String names(ControlEvent control) {
    String name = Quarantining.name(turn, order);
    if (name == null) {
      return "the entity is not quarantined, and nothing of it is missing";
    }
    if (control.culprit() == null) {
      return "name the culprit; it is " + name;
    }
    return control.culprit().equals(name)
        ? isElsewhere(control)
        : "the culprit is " + name + ", not " + control.culprit();
  }

  /** A corrected event that breaks the rule again may have the id of the event it replaced. */
  private @Nullable String isElsewhere(ControlEvent control) {
    String meant = control.culpritAt();
    Quarantine quarantine = turn.quarantine;
    Culprit culprit = quarantine == null ? null : quarantine.culprit();
    String at = culprit == null ? null : culprit.origin().toString();
    return meant == null || meant.equals(at)
        ? null
        : "the culprit "
            + control.culprit()
            + (at == null ? " is a gap" : " was read at " + at)
            + ", not at "
            + meant;
  }

  private @Nullable String ofReplace(ControlEvent control) {
    Quarantine quarantine = turn.quarantine;
    if (quarantine == null) {
      return "the entity is not quarantined";
    }
    String name = names(control);
    Culprit culprit = quarantine.culprit();
    Event corrected = control.corrected();
    if (name != null) {
      return name;
    }
    if (culprit == null) {
      return "versions are missing: send them, and the gap heals";
    }
    if (corrected == null) {
      return "a corrected event is missing";
    }
    String misplaced = misplaced(corrected, quarantine.cause(), culprit.entry());
    return misplaced == null ? untaken(control, corrected) : misplaced;
  }

  private @Nullable String misplaced(Event corrected, Cause cause, HeldEntry culprit) {
    if (!corrected.entity().equals(turn.id)) {
      return "the corrected event is of the entity " + corrected.entity();
    }
    Version version = culprit.identity().version();
    boolean fits =
        turn.policy.by() != OrderBy.VERSION
            || cause != Cause.VIOLATION
            || (version != null && version.equals(corrected.version()));
    return fits
        ? null
        : "the corrected event has version " + corrected.version() + ", the culprit " + version;
  }

  /**
   * A culprit must not be given up for a corrected event that is not taken: it is tried, on a turn
   * of which nothing stays.
   */
  private @Nullable String untaken(ControlEvent control, Event corrected) {
    Turn trial = turn.anew();
    new Verbs(trial, order).act(control);
    for (Output output : trial.out.outputs()) {
      if (output instanceof Judged judged && judged.event().equals(corrected)) {
        String what = judged.verdict() + "(" + judged.reason() + ")";
        return "the corrected event would be " + what + ": " + judged.detail();
      }
    }
    return null;
  }

  private @Nullable String ofAdvance(ControlEvent control) {
    Version version = control.version();
    if (version == null) {
      return "a version to advance to is missing";
    }
    HeldEntry culprit = Quarantining.culprit(turn);
    return culprit != null
        ? "the entity is quarantined by an event: release, skip or replace it"
        : order.refusesAdvance(turn, version);
  }

  private @Nullable String ofReset(@Nullable Version version) {
    return version == null ? null : order.refusesReset(version);
  }
}
