package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The model of {@code by: version}: contiguous, what is ahead waits. */
final class ModelVersion implements ModelRules {
  private final ModelEntity entity;
  private final ModelGaps gaps;
  private final ModelPatience patience;
  private final ModelStale stale;
  private final ModelSequence sequence;

  ModelVersion(ModelEntity entity) {
    this.entity = entity;
    this.gaps = new ModelGaps(entity);
    this.patience = new ModelPatience(entity);
    this.stale = new ModelStale(entity, gaps);
    this.sequence = new ModelSequence(entity, gaps, patience, stale);
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    Identity own = event.identity();
    Version version = Objects.requireNonNull(event.version());
    Waiting waiting = new Waiting(version, own, event, time);
    boolean open = gaps.isOpen(waiting);
    if (open && ModelJump.is(entity, version)) {
      entity.decide(event, Verdict.MALFORMED, Reason.VERSION_JUMP);
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (restarts(event, version)) {
      restart(event, version);
    } else if (entity.knows(
        event, each -> version.equals(each.version()) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_VERSION);
    } else if (entity.knows(event, each -> version.equals(each.version()))) {
      entity.conflicts(waiting, Reason.SAME_VERSION_OTHER_CONTENT);
      stale.sees(event, version);
    } else if (entity.knows(event, each -> each.sameIdAndSource(own))) {
      if (!entity.conflicts(waiting, Reason.SAME_ID) && open) {
        sequence.take(new Waiting(version, own, null, time));
      }
    } else if (open) {
      stale.ends();
      sequence.take(waiting);
    } else if (entity.isReplayed(event) && !entity.isFromBeforeARestart(event)) {
      comesAgain(event, version);
    } else {
      stale.judges(event, version);
    }
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {
    Version version = marker.version();
    Identity own = marker.identity();
    boolean open = gaps.isOpen(version, own.timeMillis());
    if (open && ModelJump.is(entity, version)) {
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (entity.knows(each -> version.equals(each.version()))) {
      if (!entity.knows(each -> version.equals(each.version()) && each.sameContent(own))) {
        entity.notice(Incident.Kind.CONFLICT, version, version);
      }
    } else if (open) {
      sequence.take(new Waiting(version, own, null, time));
    }
  }

  @Override
  public void watermarkAdvanced(ModelTime time) {
    patience.learnWatermark(time.watermark());
    while (patience.isOver(time)) {
      sequence.isOver(patience.onGap(time));
    }
  }

  @Override
  public void clockAdvanced(ModelTime time) {
    while (patience.isOverByLimit(time)) {
      sequence.isOver(patience.onGap(time));
    }
  }

  private void comesAgain(Event event, Version version) {
    if (entity.mayComeAgain(event)) {
      stale.ends();
      entity.conclude(event, ModelFold.of(entity, event));
    } else {
      entity.decide(event, Verdict.STALE, Reason.OVERTAKEN);
      stale.sees(event, version);
    }
  }

  private boolean restarts(Event event, Version version) {
    return entity.policy.restartOn().contains(event.type())
        && entity.settled != null
        && version.compareTo(entity.settled) <= 0
        && (entity.policy.start().firstSeen() || version.number() == entity.policy.start().number())
        && entity.memory.hasTakenAnything()
        && event.timeMillis() > entity.memory.entityTime()
        && !entity.knows(each -> each.sameIdAndSource(event.identity()));
  }

  /** All below the new beginning is settled, so that it is next even when it is a culprit first. */
  private void restart(Event event, Version version) {
    Version before = entity.settled;
    entity.abandonAll(Reason.RESTARTED);
    entity.beginsAnew();
    beginsAnew();
    entity.restartMillis = event.timeMillis();
    entity.settled = version.withNumber(version.number() - 1);
    entity.notice(Incident.Kind.RESTARTED, before, version);
    sequence.settle(new Waiting(version, event.identity(), event, ModelTime.BEFORE_ALL));
  }

  @Override
  public void judgeAgain(ModelTime time) {
    sequence.judgeAgain(time);
  }

  @Override
  public void passes(Waiting culprit) {
    sequence.settle(culprit.version());
  }

  @Override
  public boolean takes(ModelQuarantine conflict, ModelTime time) {
    Waiting culprit = conflict.itsCulprit();
    boolean takes = conflict.reason() == Reason.SAME_ID && gaps.isOpen(culprit);
    if (takes) {
      entity.park(new Waiting(culprit.place(), culprit.identity(), null, time));
    }
    return takes;
  }

  @Override
  public @Nullable String gapName() {
    ModelQuarantine now = entity.quarantine;
    if (now != null && now.isOfGap()) {
      ModelGap missing = gaps.firstMissingUpTo(now.itsGap().to());
      return missing == null ? now.itsGap().toString() : missing.toString();
    }
    return now != null || entity.held.isEmpty() ? null : gaps.lowest().toString();
  }

  @Override
  public void skipGap(ModelTime time) {
    if (entity.quarantine == null) {
      sequence.skip(gaps.lowest());
      return;
    }
    ModelGap named = gaps.firstMissingUpTo(entity.quarantine.itsGap().to());
    entity.isReleased();
    sequence.judgeAgain(time);
    if (named != null && entity.quarantine == null) {
      sequence.skip(named);
    }
  }

  @Override
  public boolean mayAdvanceTo(Version version) {
    return mayBeginWith(version)
        && (entity.settled == null || version.compareTo(entity.settled) > 0)
        && !ModelJump.is(entity, version);
  }

  @Override
  public void advanceTo(Version version, ModelTime time) {
    if (entity.quarantine != null) {
      entity.isReleased();
      sequence.judgeAgain(time);
    }
    while (entity.quarantine == null
        && (entity.settled == null || entity.settled.compareTo(version) < 0)) {
      sequence.skip(gaps.lowestUpTo(version));
    }
  }

  @Override
  public boolean mayBeginWith(Version version) {
    return version.number() >= entity.policy.start().number();
  }

  @Override
  public void beginsAnew() {
    gaps.clear();
    stale.ends();
  }

  @Override
  public void expires() {
    gaps.clear();
    stale.ends();
  }

  @Override
  public void isForgotten(List<Waiting> gone) {
    gone.stream()
        .filter(gaps::isOpen)
        .map(Waiting::version)
        .max(Comparator.naturalOrder())
        .ifPresent(highest -> entity.settled = highest);
    gaps.isForgotten();
    stale.ends();
  }

  @Override
  public void turnBegins() {
    gaps.turnBegins();
  }

  @Override
  public void turnEnds() {
    gaps.turnEnds();
  }
}
