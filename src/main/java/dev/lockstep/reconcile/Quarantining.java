package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantine.Culprit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a quarantine begins and ends. */
final class Quarantining {
  private Quarantining() {}

  /** The culprit's entry, null when there is none. */
  static @Nullable HeldEntry culprit(Turn turn) {
    return Quarantine.culpritOf(turn.quarantine);
  }

  /** Makes an event that breaks a rule a culprit, if the policy says so; whether it did. */
  static boolean byViolation(
      Turn turn, Event event, @Nullable HeldEntry entry, Violation violation) {
    if (!turn.policy.handling(event.type()).routes().violationQuarantines() || !hasRoom(turn)) {
      return false;
    }
    if (entry == null) {
      turn.staleRun = Entity.StaleRun.NONE;
    } else {
      turn.held = turn.held.without(entry.place());
    }
    HeldEntry culprit = entry == null ? keep(turn, event) : entry;
    begin(
        turn,
        Cause.VIOLATION,
        violation,
        new Culprit(event.id(), culprit, event.raw().origin()),
        null);
    Overflow.ifFull(turn);
    return true;
  }

  /** Whether a fork is to be the culprit of a quarantine. */
  static boolean isBroughtOnByForks(Turn turn, Event event) {
    return !turn.isQuarantined()
        && turn.policy.handling(event.type()).routes().conflictQuarantines()
        && hasRoom(turn);
  }

  /** Makes a fork a culprit. */
  static void byFork(Turn turn, Event event, Reason reason, String detail) {
    Violation fork = new Violation(reason, "", detail);
    Culprit culprit = new Culprit(event.id(), keep(turn, event), event.raw().origin());
    begin(turn, Cause.CONFLICT, fork, culprit, null);
    Overflow.ifFull(turn);
  }

  /** Quarantines an entity for a gap; false when there is no room for it. */
  static boolean byGap(Turn turn, Gap gap, String why) {
    if (!hasRoom(turn)) {
      return false;
    }
    begin(turn, Cause.GAP, new Violation(Reason.GAP_ABANDONED, "", why), null, gap);
    return true;
  }

  private static boolean hasRoom(Turn turn) {
    OrderPolicy.Quarantines quarantines = turn.policy.quarantines();
    int others = turn.moment.quarantined() - (turn.before.quarantine() == null ? 0 : 1);
    if (others < quarantines.atMost()) {
      return true;
    }
    if (quarantines.whenFull() == WhenFull.FAIL) {
      throw new QuarantineFull(
          "quarantine-at-most: "
              + others
              + " entities are quarantined by this subtask, and "
              + turn.id
              + " would be one more (on-quarantine-full: fail)");
    }
    return false;
  }

  /** Where an event belongs in the buffer; under {@code arrival} behind all that came before. */
  private static Place placeOf(Turn turn, Event event) {
    return switch (turn.policy.by()) {
      case VERSION, LATEST -> Objects.requireNonNull(event.version(), "an event without version");
      case TIME -> TimePlace.of(event);
      case ARRIVAL -> new Version.Single(turn.bodies.nextSlot());
    };
  }

  private static HeldEntry keep(Turn turn, Event event) {
    Place place = placeOf(turn, event);
    return new HeldEntry(place, event.identity(), turn.bodies.keep(event), turn.now());
  }

  private static void begin(
      Turn turn, Cause cause, Violation violation, @Nullable Culprit culprit, @Nullable Gap gap) {
    turn.quarantine =
        new Quarantine(
            cause,
            violation.reason(),
            violation.rule(),
            violation.detail(),
            culprit,
            gap,
            turn.moment.nowMillis());
    turn.quarantinedNow = true;
    tell(turn, Incident.Kind.QUARANTINED, turn.quarantine, violation.detail());
  }

  private static void tell(Turn turn, Incident.Kind kind, Quarantine quarantine, String detail) {
    Culprit culprit = quarantine.culprit();
    Gap gap = quarantine.gap();
    Identity identity = culprit == null ? null : culprit.entry().identity();
    Version from = gap != null ? gap.from() : identity == null ? null : identity.version();
    Version to = gap != null ? gap.to() : identity == null ? null : identity.version();
    String name = culprit == null ? String.valueOf(gap) : culprit.id();
    Facts facts = new Facts(name, quarantine.rule(), null, null, null, null);
    turn.out.incident(kind, from, to, culprit == null ? null : culprit.origin(), detail, facts);
  }

  /** Ends the quarantine; the culprit stays where it is kept, for the caller to decide about. */
  static Quarantine end(Turn turn, String detail) {
    Quarantine over = turn.quarantine;
    if (over == null) {
      throw new IllegalStateException("the entity is not quarantined: " + turn.id);
    }
    tell(turn, Incident.Kind.RELEASED, over, detail);
    turn.quarantine = null;
    return over;
  }

  /** Ends a culprit as abandoned, if there is one, and the quarantine with it. */
  static void abandonCulprit(Turn turn, Reason reason, String detail) {
    if (!turn.isQuarantined()) {
      return;
    }
    Culprit culprit = end(turn, detail).culprit();
    if (culprit != null) {
      Event event = turn.bodies.drop(culprit.entry().slot());
      turn.out.deadLetter(event, Verdict.ABANDONED, reason, detail);
    }
  }

  /** What operators call it: the culprit's id, or the gap; null when there is neither. */
  static @Nullable String name(Turn turn, Order order) {
    Quarantine quarantine = turn.quarantine;
    Culprit culprit = quarantine == null ? null : quarantine.culprit();
    if (culprit != null) {
      return culprit.id();
    }
    Gap gap = order.namedGap(turn);
    return gap == null ? null : gap.toString();
  }

  /** The same, with where the culprit was read: a corrected event may have the id of the first. */
  static String nameAndOrigin(Turn turn, Order order) {
    Quarantine quarantine = turn.quarantine;
    Culprit culprit = quarantine == null ? null : quarantine.culprit();
    String name = String.valueOf(name(turn, order));
    return culprit == null ? name : name + " (" + culprit.origin() + ")";
  }

  /** Whether operators would have to name another gap than before the turn. */
  private static boolean isRenamed(Turn turn, Order order) {
    return culprit(turn) == null && !Objects.equals(name(turn, order), name(turn.anew(), order));
  }

  /**
   * Tells the output of quarantined entities what became of this one in the turn: that it is one of
   * them, that it has another name now, that much more is parked, or that it is over.
   */
  static void tellHow(Turn turn, Order order) {
    Quarantine now = turn.quarantine;
    Quarantine was = turn.before.quarantine();
    if (now == null && was == null) {
      return;
    }
    int held = turn.after().heldEvents();

    boolean doubled = held > turn.before.heldEvents() && Integer.bitCount(held) == 1;
    boolean news = turn.quarantinedNow || doubled || isRenamed(turn, order);
    if (now == null && was != null) {
      turn.out.add(
          new Quarantined(turn.id, null, "", null, held, turn.settled, turn.stage, turn.state));
    } else if (now != null && news) {
      Culprit culprit = now.culprit();
      turn.out.add(
          new Quarantined(
              turn.id,
              now,
              String.valueOf(name(turn, order)),
              culprit == null ? null : turn.bodies.get(culprit.entry().slot()),
              held,
              turn.settled,
              turn.stage,
              turn.state));
    }
  }
}
