package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the versions of one entity of the model are settled: one after the other, or given up. */
final class ModelSequence {
  private final ModelEntity entity;
  private final ModelGaps gaps;
  private final ModelPatience patience;
  private final ModelStale stale;

  ModelSequence(ModelEntity entity, ModelGaps gaps, ModelPatience patience, ModelStale stale) {
    this.entity = entity;
    this.gaps = gaps;
    this.patience = patience;
    this.stale = stale;
  }

  void take(Waiting waiting) {
    boolean free = entity.quarantine == null && !entity.holdsBelow(waiting.place());
    if (!free || !follows(waiting.version())) {
      patience.holds(waiting);
      heal(waiting.since());
      entity.overflow();
    } else if (settle(waiting)) {
      releaseWhatFollows();
    }
  }

  private boolean follows(Version version) {
    Version settled = entity.settled;
    if (settled == null || version.epoch() > settled.epoch()) {
      return version.number() == entity.policy.start().number();
    }
    return version.epoch() == settled.epoch()
        && version.number() == Saturated.plus(settled.number(), 1)
        && version.compareTo(settled) > 0;
  }

  private void heal(ModelTime time) {
    ModelQuarantine now = entity.quarantine;
    if (now != null
        && now.isOfGap()
        && entity.policy.quarantines().heal()
        && gaps.firstMissingUpTo(now.itsGap().to()) == null) {
      entity.isReleased();
      judgeAgain(time);
    }
  }

  void judgeAgain(ModelTime time) {
    patience.beginsAfresh(time);
    releaseWhatFollows();
  }

  /** True when it settled its version; false when it is the culprit of a quarantine. */
  boolean settle(Waiting waiting) {
    Event event = waiting.event();
    if (event == null) {
      settle(waiting.version());
      entity.memory.take(waiting.identity(), false);
      return true;
    }
    ModelFold fold = ModelFold.of(entity, event);
    if (entity.isStoppedBy(waiting, fold)) {
      return false;
    }
    stale.ends();
    settle(waiting.version());
    entity.conclude(event, fold);
    return true;
  }

  void settle(Version version) {
    boolean begins = ModelJump.isUnknownBeginning(entity, version);
    entity.settled = version;
    for (Waiting each : List.copyOf(entity.held)) {
      if (begins
          && each.version().epoch() == version.epoch()
          && ModelJump.is(entity, each.version())) {
        entity.held.remove(each);
        if (each.event() != null) {
          entity.decide(each.event(), Verdict.MALFORMED, Reason.VERSION_JUMP);
        }
        entity.notice(Incident.Kind.VERSION_JUMP, each.version(), each.version());
      }
    }
  }

  private @Nullable Waiting nextThatFollows() {
    return !entity.held.isEmpty() && follows(entity.held.get(0).version())
        ? entity.held.remove(0)
        : null;
  }

  private void releaseWhatFollows() {
    dropWhatIsPassed();
    for (Waiting next = nextThatFollows(); next != null; next = nextThatFollows()) {
      if (!settle(next)) {
        return;
      }
    }
  }

  /** What is held of an earlier epoch is passed when an operator settles one of a later epoch. */
  private void dropWhatIsPassed() {
    while (!entity.held.isEmpty() && !gaps.isOpen(entity.held.get(0))) {
      Waiting passed = entity.held.remove(0);
      if (passed.event() != null) {
        stale.judges(passed.event(), passed.version());
      }
    }
  }

  private void abandonWhatFollows() {
    for (Waiting next = nextThatFollows(); next != null; next = nextThatFollows()) {
      settle(next.version());
      entity.memory.take(next.identity(), false);
      if (next.event() != null) {
        entity.decide(next.event(), Verdict.ABANDONED, Reason.GAP_ABANDONED);
      }
    }
  }

  /** Patience with the lowest gap is over. */
  void isOver(ModelPatience.GiveUp how) {
    ModelGap gap = gaps.lowest();
    switch (how) {
      case BEGINNING -> {
        gaps.giveUp(gap);
        settle(gap.to());
        releaseWhatFollows();
      }
      case SKIP -> skip(gap);
      case DEAD_LETTER -> abandonBehind(gap);
      case QUARANTINE -> {
        if (entity.hasRoom()) {
          entity.isQuarantined(ModelQuarantine.ofGap(gap));
        } else {
          abandonBehind(gap);
        }
      }
      case NEVER -> throw new IllegalStateException("what is never over is over: " + gap);
    }
  }

  void skip(ModelGap gap) {
    giveUp(gap);
    releaseWhatFollows();
  }

  private void abandonBehind(ModelGap gap) {
    giveUp(gap);
    abandonWhatFollows();
  }

  private void giveUp(ModelGap gap) {
    gaps.giveUp(gap);
    entity.notice(Incident.Kind.GAP_ABANDONED, gap.from(), gap.to());
    settle(gap.to());
  }
}
