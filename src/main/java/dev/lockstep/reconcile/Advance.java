package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** The verb that gives up all that is missing up to a version. */
final class Advance {
  private static final String WHY = "an operator advanced the entity";

  private Advance() {}

  /** Why it cannot be done, null when it can. */
  static @Nullable String refusal(Turn turn, Version version, Sequence sequence, Version base) {
    Version settled = turn.settled;
    if (Jump.isTooFar(version, base, turn.policy)) {
      return Jump.detail(version, base, turn.policy);
    }
    if (sequence.isBeforeStart(version)) {
      return "version " + version + " is before the start";
    }
    return settled != null && version.compareTo(settled) <= 0
        ? "the settled version is " + settled
        : null;
  }

  /** Gives up gap after gap, and applies what follows, until the version is settled. */
  static void to(Version version, Turn turn, Sequence sequence, Gaps gaps) {
    while (!turn.isQuarantined() && isBelow(turn.settled, version)) {
      HeldEntry lowest = turn.held.isEmpty() ? null : turn.held.lowest();
      Version place = lowest == null ? null : (Version) lowest.place();
      Gap gap =
          place != null && place.compareTo(version) <= 0
              ? sequence.between(turn.settled, place)
              : new Gap(sequence.after(turn.settled, version), version);
      gaps.giveUp(turn, gap, WHY);
    }
  }

  private static boolean isBelow(@Nullable Version settled, Version version) {
    return settled == null || settled.compareTo(version) < 0;
  }
}
