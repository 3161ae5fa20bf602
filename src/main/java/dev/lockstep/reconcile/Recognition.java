package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** Tells whether an event was seen before: the verdicts DUPLICATE, CONFLICT and BEYOND_MEMORY. */
final class Recognition {
  private Recognition() {}

  /** Recognises an event by its id alone; true when that decided about it. */
  static boolean byId(Turn turn, Event event) {
    Identity identity = event.identity();
    Identity same = turn.known(seen -> seen.sameId(identity) && seen.sameContent(identity));
    if (same != null) {
      turn.duplicate(event, Reason.SAME_ID, same);
      return true;
    }
    Identity fork = turn.known(identity::sameIdAndSource);
    if (fork != null) {
      turn.conflict(event, Reason.SAME_ID, fork);
      return true;
    }
    if (turn.mayHaveForgotten(event.timeMillis())) {
      turn.stale(event, Reason.BEYOND_MEMORY, "of time " + event.timeMillis());
      return true;
    }
    return false;
  }

  /** The known event of the same version, one that says the same before any other. */
  static @Nullable Identity sameVersion(Turn turn, Event event, Version version) {
    Identity first = turn.known(seen -> version.equals(seen.version()));
    if (first == null || first.sameContent(event.identity())) {
      return first;
    }
    Identity identity = event.identity();
    Identity same =
        turn.known(seen -> version.equals(seen.version()) && seen.sameContent(identity));
    return same == null ? first : same;
  }

  /** The known event of the same id and source under another version, null when there is none. */
  static @Nullable Identity sameId(Turn turn, Event event) {
    Identity identity = event.identity();
    return turn.known(identity::sameIdAndSource);
  }
}
