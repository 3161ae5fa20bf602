package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Memory.Seen;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells whether an event was seen before: the verdicts DUPLICATE, CONFLICT and BEYOND_MEMORY. */
final class Recognition {
  private Recognition() {}

  /** Whether an event with this id, of the same source, is known. */
  static boolean knowsId(Turn turn, Identity identity) {
    return remembered(turn, identity.idHash(), seen -> seen.identity().sameIdAndSource(identity))
            != null
        || waiting(turn, identity::sameIdAndSource) != null;
  }

  /** Recognises an event by its id alone; true when that decided about it. */
  static boolean byId(Turn turn, Event event) {
    Identity identity = turn.identity(event);
    Identity same = ofId(turn, event, seen -> seen.sameId(identity) && seen.sameContent(identity));
    if (same != null) {
      turn.out.duplicate(event, Reason.SAME_ID, same);
      return true;
    }
    Identity fork = sameId(turn, event);
    if (fork != null) {
      Fork.meets(turn, event, Reason.SAME_ID, fork);
      return true;
    }
    return isOld(turn, event);
  }

  private static boolean isOld(Turn turn, Event event) {
    if (event.timeMillis() < turn.restartedMillis) {
      turn.out.stale(event, Reason.BEFORE_RESTART, "of time " + event.timeMillis());
      return true;
    }
    if (turn.mayHaveForgotten(event.timeMillis()) && unapplied(turn, event) == null) {
      turn.out.stale(event, Reason.BEYOND_MEMORY, "of time " + event.timeMillis());
      return true;
    }
    return false;
  }

  /** The known event of a marker's version, one that says the same before any other. */
  static @Nullable Identity marked(Turn turn, Version version, Identity identity) {
    Identity same =
        marked(turn, version, each -> version.equals(each.version()) && each.sameContent(identity));
    return same == null ? marked(turn, version, each -> version.equals(each.version())) : same;
  }

  private static @Nullable Identity marked(Turn turn, Version version, Predicate<Identity> wanted) {
    Identity seen = remembered(turn, version, each -> wanted.test(each.identity()));
    return seen == null ? waiting(turn, wanted) : seen;
  }

  /** The known event of the same version, one that says the same before any other. */
  static @Nullable Identity sameVersion(Turn turn, Event event, Version version) {
    if (!turn.memory.mayKnow(version) && !mayWait(turn, version)) {
      return null;
    }
    Identity first = ofVersion(turn, event, version, seen -> version.equals(seen.version()));
    Identity identity = turn.identity(event);
    if (first == null || first.sameContent(identity)) {
      return first;
    }
    Identity same =
        ofVersion(
            turn,
            event,
            version,
            seen -> version.equals(seen.version()) && seen.sameContent(identity));
    return same == null ? first : same;
  }

  /** The known event of the same id and source under another version, null when there is none. */
  static @Nullable Identity sameId(Turn turn, Event event) {
    long idHash = turn.identity(event).idHash();
    if (!turn.memory.mayKnow(idHash) && !mayWait(turn, idHash)) {
      return null;
    }
    return ofId(turn, event, turn.identity(event)::sameIdAndSource);
  }

  private static @Nullable Identity ofVersion(
      Turn turn, Event event, Version version, Predicate<Identity> wanted) {
    Identity seen = remembered(turn, version, fresh(turn, event, wanted));
    return seen == null && mayWait(turn, version) ? waiting(turn, wanted) : seen;
  }

  private static @Nullable Identity ofId(Turn turn, Event event, Predicate<Identity> wanted) {
    long idHash = turn.identity(event).idHash();
    Identity seen = remembered(turn, idHash, fresh(turn, event, wanted));
    return seen == null && mayWait(turn, idHash) ? waiting(turn, wanted) : seen;
  }

  /** Those that fit; a replayed event does not meet itself as it was set aside. */
  private static Predicate<Seen> fresh(Turn turn, Event event, Predicate<Identity> wanted) {
    if (event.laps() == 0) {
      return each -> wanted.test(each.identity());
    }
    Identity identity = turn.identity(event);
    return each ->
        wanted.test(each.identity())
            && (each.applied() || !isTwin(turn, identity, each.identity()));
  }

  /** The remembered event that a replayed event was when it was set aside, null when none. */
  static @Nullable Identity unapplied(Turn turn, Event event) {
    if (event.laps() == 0) {
      return null;
    }
    Identity identity = turn.identity(event);
    Predicate<Seen> twin = each -> !each.applied() && isTwin(turn, identity, each.identity());
    return switch (turn.policy.by()) {
      case VERSION, LATEST ->
          remembered(
              turn, Objects.requireNonNull(event.version(), "an event without version"), twin);
      case TIME, ARRIVAL -> remembered(turn, identity.idHash(), twin);
    };
  }

  private static boolean isTwin(Turn turn, Identity identity, Identity seen) {
    return seen.sameContent(identity)
        && switch (turn.policy.by()) {
          case VERSION, LATEST -> Objects.equals(identity.version(), seen.version());
          case TIME, ARRIVAL -> seen.sameId(identity);
        };
  }

  /** The remembered event of a version that fits, null when there is none. */
  private static @Nullable Identity remembered(Turn turn, Version version, Predicate<Seen> wanted) {
    return turn.memory.lastOf(version, wanted, turn.timeMillis, turn.policy.memory());
  }

  /** The remembered event of an id that fits, null when there is none. */
  private static @Nullable Identity remembered(Turn turn, long idHash, Predicate<Seen> wanted) {
    return turn.memory.lastOf(idHash, wanted, turn.timeMillis, turn.policy.memory());
  }

  /** Whether a held event or a culprit may have this version; if not, none has. */
  private static boolean mayWait(Turn turn, Version version) {
    return turn.held.mayHave(version) || turn.quarantine != null;
  }

  /** The same of an id, by its hash. */
  private static boolean mayWait(Turn turn, long idHash) {
    return turn.held.mayHave(idHash) || turn.quarantine != null;
  }

  /** The held event or the culprit that fits, null when there is none. */
  static @Nullable Identity waiting(Turn turn, Predicate<Identity> wanted) {
    HeldEntry culprit = Quarantining.culprit(turn);
    if (culprit != null && wanted.test(culprit.identity())) {
      return culprit.identity();
    }
    HeldEntry entry = turn.held.isEmpty() ? null : turn.held.first(wanted);
    return entry == null ? null : entry.identity();
  }
}
