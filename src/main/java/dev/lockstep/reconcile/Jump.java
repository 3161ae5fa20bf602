package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** A version further ahead than is believed: one broken producer must not end an entity. */
final class Jump {
  private Jump() {}

  /** Whether a version is too far above another; an epoch of its own is measured from its start. */
  static boolean isTooFar(Version version, Version base, OrderPolicy policy) {
    if (policy.jumpAtMost() == OrderPolicy.UNLIMITED || version instanceof Version.Text) {
      return false;
    }
    long from = version.epoch() == base.epoch() ? base.number() : policy.start().number() - 1;
    return version.number() - policy.jumpAtMost() > from;
  }

  /** Rejects what is held too far above the version that was settled just now. */
  static void rejectHeld(Turn turn, Version settled) {
    for (HeldEntry entry : turn.held.entries()) {
      Version version = (Version) entry.place();
      if (version.epoch() != settled.epoch() || !isTooFar(version, settled, turn.policy)) {
        continue;
      }
      if (entry.isMarker()) {
        turn.held = turn.held.without(version);
        String detail =
            "a marked place is more than " + turn.policy.jumpAtMost() + " above " + settled;
        turn.out.incident(Incident.Kind.VERSION_JUMP, version, version, (Event) null, detail);
      } else {
        reject(turn, turn.take(entry), settled);
      }
    }
  }

  static void reject(Turn turn, Event event, Version base) {
    String detail = detail(event.version(), base, turn.policy);
    turn.out.deadLetter(event, Verdict.MALFORMED, Reason.VERSION_JUMP, detail);
    turn.out.incident(Incident.Kind.VERSION_JUMP, event.version(), event.version(), event, detail);
  }

  static String detail(@Nullable Version version, Version base, OrderPolicy policy) {
    return "version " + version + " is more than " + policy.jumpAtMost() + " above " + base;
  }
}
