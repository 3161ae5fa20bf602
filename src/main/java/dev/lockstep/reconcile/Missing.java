package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Quarantine.Cause;
import org.jspecify.annotations.Nullable;

/** What is still missing of a gap that an operator may name. */
final class Missing {
  private final boolean heal;
  private final Sequence sequence;

  Missing(OrderPolicy policy, Sequence sequence) {
    this.heal = policy.quarantines().heal();
    this.sequence = sequence;
  }

  /** Whether an entity is quarantined for a gap that is filled, and such gaps heal. */
  boolean isHealed(Turn turn) {
    Gap gap = quarantined(turn);
    return heal && gap != null && firstHole(turn, gap) == null;
  }

  /** The gap by which operators name what the entity waits for, null when there is none. */
  @Nullable Gap named(Turn turn) {
    Gap gap = quarantined(turn);
    if (gap != null) {
      Gap hole = firstHole(turn, gap);
      return hole == null ? gap : hole;
    }
    return turn.isQuarantined() ? null : lowest(turn);
  }

  /** The gap below the lowest held place, null when nothing is held. */
  @Nullable Gap lowest(Turn turn) {
    return turn.held.isEmpty()
        ? null
        : sequence.between(turn.settled, (Version) turn.held.lowest().place());
  }

  /** Whether all of a gap is yet to be settled, and nothing of it is held. */
  boolean isMissing(Turn turn, Gap gap) {
    HeldEntry above = turn.held.above(gap.from());
    return (turn.settled == null || turn.settled.compareTo(gap.from()) < 0)
        && turn.held.at(gap.from()) == null
        && (above == null || above.place().compareTo(gap.to()) > 0);
  }

  private static @Nullable Gap quarantined(Turn turn) {
    Quarantine quarantine = turn.quarantine;
    return quarantine != null && quarantine.cause() == Cause.GAP ? quarantine.gap() : null;
  }

  /** The first versions up to the end of a gap that are neither settled nor held. */
  private @Nullable Gap firstHole(Turn turn, Gap gap) {
    Version reached = turn.settled;
    for (HeldEntry entry : turn.held.entries()) {
      Version version = (Version) entry.place();
      if (version.compareTo(gap.to()) > 0) {
        break;
      }
      if (!sequence.follows(version, reached)) {
        return sequence.between(reached, version);
      }
      reached = version;
    }
    return rest(reached, gap);
  }

  private static @Nullable Gap rest(@Nullable Version reached, Gap gap) {
    if (reached != null && reached.compareTo(gap.to()) >= 0) {
      return null;
    }
    boolean sameEpoch = reached != null && reached.epoch() == gap.to().epoch();
    Version from =
        sameEpoch && reached != null ? reached.withNumber(reached.number() + 1) : gap.from();
    return new Gap(from, gap.to());
  }
}
