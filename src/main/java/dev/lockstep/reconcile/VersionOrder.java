package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Incident.Facts.NONE;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.HeldEntry.Since;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The order of contiguous versions: the next is settled + 1, what is ahead is held. */
final class VersionOrder implements Order {
  private final OrderPolicy policy;
  private final Sequence sequence;
  private final Gaps gaps;
  private final Missing missing;

  VersionOrder(OrderPolicy policy) {
    this.policy = policy;
    this.sequence = new Sequence(policy.start());
    this.gaps = new Gaps(sequence);
    this.missing = new Missing(policy, sequence);
  }

  @Override
  public void judge(Turn turn, Event event) {
    Version version = Objects.requireNonNull(event.version(), "an event without version");
    Version base = gaps.jumpBase(turn, version);
    boolean open = isOpen(turn, event.timeMillis(), version);
    if (open && Jump.isTooFar(version, base, policy)) {
      Jump.reject(turn, event, base);
    } else if (Restart.isBegunBy(event, version, turn, sequence)) {
      Restart.begin(event, version, turn);
      settle(turn, event, version);
    } else {
      judgeKnown(turn, event, version);
    }
  }

  private void judgeKnown(Turn turn, Event event, Version version) {
    Identity same = Recognition.sameVersion(turn, event, version);
    if (same != null && same.sameContent(turn.identity(event))) {
      turn.out.duplicate(event, Reason.SAME_VERSION, same);
    } else if (same != null) {
      Fork.meets(turn, event, Reason.SAME_VERSION_OTHER_CONTENT, same);
      StaleRuns.note(turn, event, version);
    } else {
      judgeFork(turn, event, version);
    }
  }

  private void judgeFork(Turn turn, Event event, Version version) {
    Identity fork = Recognition.sameId(turn, event);
    if (fork != null) {
      boolean aside = Fork.meets(turn, event, Reason.SAME_ID, fork);
      if (aside && isOpen(turn, event.timeMillis(), version)) {
        take(turn, version, turn.identity(event));
      }
    } else if (isOpen(turn, event.timeMillis(), version)) {
      settleOrHold(turn, event, version);
    } else if (!isBeforeRestart(turn, event) && Recognition.unapplied(turn, event) != null) {
      Replayed.judge(turn, event, version);
    } else {
      judgeStale(turn, event, version);
    }
  }

  /** Whether the fate of this version is still to be decided. */
  private boolean isOpen(Turn turn, long timeMillis, Version version) {
    return !sequence.isBeforeStart(version)
        && timeMillis >= turn.restartedMillis
        && (turn.settled == null || version.compareTo(turn.settled) > 0);
  }

  private static boolean isBeforeRestart(Turn turn, Event event) {
    return event.timeMillis() < turn.restartedMillis;
  }

  private void judgeStale(Turn turn, Event event, Version version) {
    String detail = "settled: " + turn.settled;
    if (turn.abandoned.contains(version)) {
      turn.out.deadLetter(event, Verdict.STALE, Reason.ABANDONED_GAP, detail);
      turn.out.incident(
          Incident.Kind.ABANDONED_GAP_FILLED,
          version,
          version,
          event,
          "came after it was given up");
    } else {
      turn.out.stale(event, staleReason(turn, event, version), detail);
      StaleRuns.note(turn, event, version);
    }
  }

  private Reason staleReason(Turn turn, Event event, Version version) {
    if (sequence.isBeforeStart(version)) {
      return Reason.BEFORE_START;
    }
    if (isBeforeRestart(turn, event)) {
      return Reason.BEFORE_RESTART;
    }
    Version settled = turn.settled;
    boolean ended = settled != null && version.epoch() < settled.epoch();
    return ended ? Reason.ENDED_EPOCH : Reason.BEYOND_MEMORY;
  }

  private void settleOrHold(Turn turn, Event event, Version version) {
    if (isNext(turn, version)) {
      settle(turn, event, version);
    } else {
      turn.keep(event, version, gaps.since(turn, version, event.timeMillis()));
      turn.staleRun = Entity.StaleRun.NONE;
      healed(turn);
      Overflow.ifFull(turn);
    }
  }

  private boolean isNext(Turn turn, Version version) {
    return !turn.isQuarantined()
        && sequence.follows(version, turn.settled)
        && turn.held.below(version) == null;
  }

  private void settle(Turn turn, Event event, Version version) {
    if (turn.apply(event, () -> gaps.settle(turn, version))) {
      gaps.drain(turn);
    }
  }

  private void healed(Turn turn) {
    if (missing.isHealed(turn)) {
      Quarantining.end(turn, "the missing versions have come");
      resume(turn);
    }
  }

  @Override
  public void mark(Turn turn, PlaceMarker marker) {
    Version version = marker.version();
    Version base = gaps.jumpBase(turn, version);
    boolean open = isOpen(turn, marker.identity().timeMillis(), version);
    Identity same = Recognition.marked(turn, version, marker.identity());
    if (open && Jump.isTooFar(version, base, policy)) {
      String detail = "a marked place is more than " + policy.jumpAtMost() + " above " + base;
      turn.out.incident(
          Incident.Kind.VERSION_JUMP, version, version, marker.origin(), detail, NONE);
    } else if (same != null && !same.sameContent(marker.identity())) {
      String detail = Outbox.conflictDetail(marker.identity(), marker.origin(), same);
      turn.out.incident(Incident.Kind.CONFLICT, version, version, marker.origin(), detail, NONE);
    } else if (same == null && open) {
      take(turn, version, marker.identity());
    }
  }

  /** Settles a version without applying anything, now or when its turn comes. */
  private void take(Turn turn, Version version, Identity identity) {
    if (isNext(turn, version)) {
      gaps.settle(turn, version);
      turn.remember(identity, false);
      gaps.drain(turn);
    } else {
      Since since = gaps.since(turn, version, identity.timeMillis());
      turn.held = turn.held.with(new HeldEntry(version, identity, HeldEntry.MARKER, since));
      healed(turn);
    }
  }

  @Override
  public void settle(Turn turn, HeldEntry violation) {
    gaps.settle(turn, (Version) violation.place());
  }

  @Override
  public void pass(Turn turn, HeldEntry forgotten) {
    Version version = (Version) forgotten.place();
    if (isOpen(turn, forgotten.identity().timeMillis(), version)) {
      turn.settled = version;
    }
  }

  @Override
  public boolean takeFork(Turn turn, HeldEntry fork) {
    Version version = (Version) fork.place();
    boolean takes =
        isOpen(turn, fork.identity().timeMillis(), version) && turn.held.at(version) == null;
    if (takes) {
      take(turn, version, fork.identity());
    }
    return takes;
  }

  @Override
  public void resume(Turn turn) {
    gaps.freshen(turn);
    dropPassed(turn);
    gaps.drain(turn);
  }

  /** What is held of an earlier epoch is passed when an operator settles one of a later epoch. */
  private void dropPassed(Turn turn) {
    while (turn.settled != null
        && !turn.held.isEmpty()
        && turn.held.lowest().place().compareTo(turn.settled) <= 0) {
      HeldEntry lowest = turn.held.lowest();
      if (lowest.isMarker()) {
        turn.held = turn.held.without(lowest.place());
      } else {
        judgeStale(turn, turn.take(lowest), (Version) lowest.place());
      }
    }
  }

  @Override
  public @Nullable Gap namedGap(Turn turn) {
    return missing.named(turn);
  }

  @Override
  public void skipGap(Turn turn, Gap gap) {
    if (!turn.isQuarantined() && missing.isMissing(turn, gap)) {
      gaps.giveUp(turn, gap, "an operator gave it up");
    }
  }

  @Override
  public @Nullable String refusesAdvance(Turn turn, Version version) {
    return Advance.refusal(turn, version, sequence, gaps.jumpBase(turn, version));
  }

  @Override
  public @Nullable String refusesReset(Version version) {
    return sequence.isBeforeStart(version) ? "version " + version + " is before the start" : null;
  }

  @Override
  public void advance(Turn turn, Version version) {
    Advance.to(version, turn, sequence, gaps);
  }

  @Override
  public void onWatermark(Turn turn) {
    gaps.onWatermark(turn);
  }

  @Override
  public void onLimit(Turn turn) {
    gaps.onLimit(turn);
  }

  @Override
  public long eventTimeDeadline(Turn turn) {
    return gaps.eventTimeDeadline(turn);
  }

  @Override
  public long limitDeadline(Turn turn) {
    return gaps.limitDeadline(turn);
  }
}
