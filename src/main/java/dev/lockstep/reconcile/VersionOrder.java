package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.HeldEntry.Since;
import java.util.Objects;

/** The order of contiguous versions: the next is settled + 1, what is ahead is held. */
final class VersionOrder implements Order {
  private final OrderPolicy policy;
  private final Sequence sequence;
  private final Gaps gaps;

  VersionOrder(OrderPolicy policy) {
    this.policy = policy;
    this.sequence = new Sequence(policy.start());
    this.gaps = new Gaps(policy, sequence);
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
    if (same != null && same.sameContent(event.identity())) {
      turn.duplicate(event, Reason.SAME_VERSION, same);
    } else if (same != null) {
      turn.conflict(event, Reason.SAME_VERSION_OTHER_CONTENT, same);
      StaleRuns.note(turn, event, version);
    } else {
      judgeFork(turn, event, version);
    }
  }

  private void judgeFork(Turn turn, Event event, Version version) {
    Identity fork = Recognition.sameId(turn, event);
    if (fork != null) {
      turn.conflict(event, Reason.SAME_ID, fork);
      if (isOpen(turn, event.timeMillis(), version)) {
        take(turn, version, event.identity());
      }
    } else if (isOpen(turn, event.timeMillis(), version)) {
      settleOrHold(turn, event, version);
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

  private void judgeStale(Turn turn, Event event, Version version) {
    String detail = "settled: " + turn.settled;
    if (turn.abandoned.contains(version)) {
      turn.deadLetter(event, Verdict.STALE, Reason.ABANDONED_GAP, detail);
      turn.incident(
          Incident.Kind.ABANDONED_GAP_FILLED,
          version,
          version,
          event,
          "came after it was given up");
    } else {
      turn.stale(event, staleReason(turn, event, version), detail);
      StaleRuns.note(turn, event, version);
    }
  }

  private Reason staleReason(Turn turn, Event event, Version version) {
    if (sequence.isBeforeStart(version)) {
      return Reason.BEFORE_START;
    }
    if (event.timeMillis() < turn.restartedMillis) {
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
      Since since = gaps.since(turn, version, event.timeMillis());
      turn.hold(event, new HeldEntry(version, event.identity(), turn.takeSlot(), since));
      turn.staleRun = Entity.StaleRun.NONE;
    }
  }

  private boolean isNext(Turn turn, Version version) {
    return sequence.follows(version, turn.settled) && turn.held.below(version) == null;
  }

  private void settle(Turn turn, Event event, Version version) {
    gaps.settle(turn, version);
    turn.apply(event);
    gaps.drain(turn);
  }

  @Override
  public void mark(Turn turn, PlaceMarker marker) {
    Version version = marker.version();
    Version base = gaps.jumpBase(turn, version);
    boolean open = isOpen(turn, marker.identity().timeMillis(), version);
    Identity same = turn.known(seen -> version.equals(seen.version()));
    if (open && Jump.isTooFar(version, base, policy)) {
      String detail = "a marked place is more than " + policy.jumpAtMost() + " above " + base;
      turn.incident(Incident.Kind.VERSION_JUMP, version, version, marker.origin(), detail);
    } else if (same != null && !same.sameContent(marker.identity())) {
      String detail = Turn.conflictDetail(marker.identity(), marker.origin(), same);
      turn.incident(Incident.Kind.CONFLICT, version, version, marker.origin(), detail);
    } else if (same == null && open) {
      take(turn, version, marker.identity());
    }
  }

  /** Settles a version without applying anything, now or when its turn comes. */
  private void take(Turn turn, Version version, Identity identity) {
    if (isNext(turn, version)) {
      gaps.settle(turn, version);
      turn.remember(identity);
      gaps.drain(turn);
    } else {
      Since since = gaps.since(turn, version, identity.timeMillis());
      turn.held = turn.held.with(new HeldEntry(version, identity, HeldEntry.MARKER, since));
    }
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
