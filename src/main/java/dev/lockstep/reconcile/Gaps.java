package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.HeldEntry.Since;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import org.jspecify.annotations.Nullable;

/** The gaps below held events: how long they are waited for, and how they end. */
final class Gaps {
  private final Sequence sequence;

  Gaps(Sequence sequence) {
    this.sequence = sequence;
  }

  /** The version from which a jump is measured; a lowest one of an unknown beginning is none. */
  Version jumpBase(Turn turn, Version version) {
    if (sequence.isBeginningUnknown(turn.settled, version)) {
      return lowestOfEpoch(turn, version);
    }
    Version settled = turn.settled;
    return settled != null ? settled : version.withNumber(turn.policy.start().number() - 1);
  }

  private static Version lowestOfEpoch(Turn turn, Version version) {
    HeldEntry culprit = Quarantining.culprit(turn);
    Version lowest = version;
    if (culprit != null
        && culprit.place() instanceof Version held
        && held.epoch() == version.epoch()
        && held.compareTo(version) < 0) {
      lowest = held;
    }
    for (HeldEntry entry : turn.held.entries()) {
      if (entry.place() instanceof Version held && held.epoch() == version.epoch()) {
        return held.compareTo(lowest) < 0 ? held : lowest;
      }
    }
    return lowest;
  }

  /** Since when the gap below this version has been open: it may be a part of an older gap. */
  Since since(Turn turn, Version version, long timeMillis) {
    HeldEntry above = turn.held.above(version);
    if (above != null && isPartOfGapBelow(turn, above, version)) {
      return above.since();
    }
    return fresh(turn, version, timeMillis);
  }

  /** From now on; but a beginning is waited for by the time of the lowest event that is known. */
  private Since fresh(Turn turn, Version version, long timeMillis) {
    long watermark = turn.moment.watermark();
    boolean first =
        sequence.isBeginningUnknown(turn.settled, version)
            && lowestOfEpoch(turn, version).equals(version);
    if (first && watermark != Moment.UNKNOWN) {
      watermark = Math.max(watermark, timeMillis);
    }
    return new Since(watermark, turn.moment.nowMillis());
  }

  /** A gap ends at its epoch's start, unless it is yet unknown where the entity begins. */
  private boolean isPartOfGapBelow(Turn turn, HeldEntry above, Version version) {
    return ((Version) above.place()).epoch() == version.epoch()
        || (turn.settled == null && sequence.isBeginningUnknown(null, version));
  }

  /**
   * Settles a version. If that tells where its sequence begins, what is held too far above it to be
   * believed goes: until now there was nothing to measure it from.
   */
  void settle(Turn turn, Version version) {
    boolean begins = sequence.isBeginningUnknown(turn.settled, version);
    turn.settled = version;
    if (begins) {
      Jump.rejectHeld(turn, version);
    }
  }

  /** Settles the held events that have become next. */
  void drain(Turn turn) {
    while (!turn.isQuarantined() && !turn.held.isEmpty()) {
      HeldEntry lowest = turn.held.lowest();
      Version version = (Version) lowest.place();
      if (!sequence.follows(version, turn.settled)) {
        return;
      }
      if (lowest.isMarker()) {
        settle(turn, version);
        turn.held = turn.held.without(version);
        turn.remember(lowest.identity(), false);
      } else {
        turn.applyHeld(lowest, () -> settle(turn, version));
      }
    }
  }

  /** Has patience with every gap begin now. */
  void freshen(Turn turn) {
    turn.held =
        turn.held.map(
            entry ->
                entry.withSince(
                    fresh(turn, (Version) entry.place(), entry.identity().timeMillis())));
  }

  void onWatermark(Turn turn) {
    if (turn.moment.watermark() != Moment.UNKNOWN) {
      turn.held = turn.held.map(entry -> countFromFirstWatermark(turn, entry));
    }
    while (waits(turn) && isOver(turn)) {
      endLowest(turn, reason(turn));
    }
  }

  private static boolean waits(Turn turn) {
    return !turn.held.isEmpty() && !turn.isQuarantined();
  }

  private HeldEntry countFromFirstWatermark(Turn turn, HeldEntry entry) {
    Since since = entry.since();
    if (since.watermark() != Moment.UNKNOWN) {
      return entry;
    }
    long watermark = turn.moment.watermark();
    if (isBeginningUnknown(turn, entry)) {
      watermark = Math.max(watermark, entry.identity().timeMillis());
    }
    return entry.withSince(new Since(watermark, since.nowMillis()));
  }

  private String reason(Turn turn) {
    return turn.moment.watermark() == Moment.END
        ? "the input has ended"
        : "patience of " + turn.patience().waitMillis() + " ms is over";
  }

  private boolean isOver(Turn turn) {
    long deadline = eventTimeDeadline(turn);
    return deadline != Timers.NONE && deadline <= turn.moment.watermark();
  }

  void onLimit(Turn turn) {
    while (waits(turn)) {
      long deadline = limitDeadline(turn);
      if (deadline == Timers.NONE || deadline > turn.moment.nowMillis()) {
        return;
      }
      endLowest(turn, "the limit of " + turn.patience().limitMillis() + " ms is over");
    }
  }

  long eventTimeDeadline(Turn turn) {
    if (!waits(turn)) {
      return Timers.NONE;
    }
    if (turn.moment.watermark() == Moment.UNKNOWN) {
      return Moment.UNKNOWN + 1;
    }
    HeldEntry lowest = turn.held.lowest();
    if (onGap(turn, lowest) == OnGap.WAIT) {
      return turn.patience().skipAtEnd() ? Moment.END : Timers.NONE;
    }
    return deadline(turn, lowest);
  }

  private long deadline(Turn turn, HeldEntry above) {
    long since = above.since().watermark();
    long from =
        isBeginningUnknown(turn, above) ? since : Math.max(since, above.identity().timeMillis());
    return Millis.plus(from, turn.patience(above).waitMillis());
  }

  /** The watermark at which patience with the gap below a held place is over, null for never. */
  @Nullable Long patienceEnds(Turn turn, HeldEntry above) {
    boolean waits = isBeginningUnknown(turn, above) || turn.patience(above).onGap() != OnGap.WAIT;
    boolean counts = !turn.isQuarantined() && above.since().watermark() != Moment.UNKNOWN;
    return waits && counts ? Long.valueOf(deadline(turn, above)) : null;
  }

  long limitDeadline(Turn turn) {
    if (!waits(turn) || onGap(turn, turn.held.lowest()) == OnGap.WAIT) {
      return Timers.NONE;
    }
    return Limit.deadline(turn, turn.patience().limitMillis(), turn.held.lowest().since());
  }

  /** What to do with the gap below the lowest held event; a beginning is never waited for. */
  private OnGap onGap(Turn turn, HeldEntry lowest) {
    return isBeginningUnknown(turn, lowest) ? OnGap.SKIP : turn.patience().onGap();
  }

  private boolean isBeginningUnknown(Turn turn, HeldEntry lowest) {
    return sequence.isBeginningUnknown(turn.settled, (Version) lowest.place());
  }

  private void endLowest(Turn turn, String why) {
    HeldEntry lowest = turn.held.lowest();
    Gap gap = sequence.between(turn.settled, (Version) lowest.place());
    OnGap onGap = onGap(turn, lowest);
    if (isBeginningUnknown(turn, lowest)) {
      abandon(turn, gap);
      drain(turn);
    } else if (onGap != OnGap.QUARANTINE) {
      giveUp(turn, gap, why, onGap);
    } else if (!Quarantining.byGap(turn, gap, why)) {
      giveUp(turn, gap, why, OnGap.DEAD_LETTER);
    }
  }

  /** Gives up missing versions and goes on with what is behind them. */
  void giveUp(Turn turn, Gap gap, String why) {
    giveUp(turn, gap, why, OnGap.SKIP);
  }

  private void giveUp(Turn turn, Gap gap, String why, OnGap onGap) {
    turn.out.incident(Incident.Kind.GAP_ABANDONED, gap.from(), gap.to(), (Event) null, why);
    abandon(turn, gap);
    if (onGap == OnGap.DEAD_LETTER) {
      abandonRun(turn, gap);
    } else {
      drain(turn);
    }
  }

  private void abandon(Turn turn, Gap gap) {
    turn.abandoned = turn.abandoned.with(gap);
    settle(turn, gap.to());
  }

  /** Sets aside what is behind an abandoned gap, up to the next gap. */
  private void abandonRun(Turn turn, Gap gap) {
    while (!turn.held.isEmpty()
        && sequence.follows((Version) turn.held.lowest().place(), turn.settled)) {
      HeldEntry lowest = turn.held.lowest();
      settle(turn, (Version) lowest.place());
      if (lowest.isMarker()) {
        turn.held = turn.held.without(lowest.place());
      } else {
        Event event = turn.take(lowest);
        turn.out.deadLetter(
            event, Verdict.ABANDONED, Reason.GAP_ABANDONED, "held behind the gap " + gap);
      }
      turn.remember(lowest.identity(), false);
    }
  }
}
