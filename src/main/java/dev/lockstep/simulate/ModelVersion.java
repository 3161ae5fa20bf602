package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The model of {@code by: version}: contiguous, what is ahead waits. */
final class ModelVersion implements ModelRules {
  /** How many abandoned gaps are remembered. */
  private static final int GAPS_REMEMBERED = 16;

  private final ModelEntity entity;
  private final ModelPatience patience;
  private final ModelStaleRun staleRun;
  private final List<Notice> abandoned = new ArrayList<>();
  private long restartedMillis = Long.MIN_VALUE;

  ModelVersion(ModelEntity entity) {
    this.entity = entity;
    this.patience = new ModelPatience(entity);
    this.staleRun = new ModelStaleRun(entity);
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    Identity own = event.identity();
    Version version = Objects.requireNonNull(event.version());
    if (isOpen(version, event.timeMillis()) && ModelJump.is(entity, version)) {
      entity.decide(event, Verdict.MALFORMED, Reason.VERSION_JUMP);
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (restarts(event, version)) {
      restart(event, version);
    } else if (entity.knows(each -> version.equals(each.version()) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_VERSION);
    } else if (entity.knows(each -> version.equals(each.version()))) {
      entity.decide(event, Verdict.CONFLICT, Reason.SAME_VERSION_OTHER_CONTENT);
      entity.notice(Incident.Kind.CONFLICT, version, version);
      staleRun.sees(event, version);
    } else if (entity.knows(each -> each.sameIdAndSource(own))) {
      entity.decide(event, Verdict.CONFLICT, Reason.SAME_ID);
      entity.notice(Incident.Kind.CONFLICT, version, version);
      if (isOpen(version, event.timeMillis())) {
        take(new Waiting(version, own, null, time));
      }
    } else if (!isOpen(version, event.timeMillis())) {
      stale(event, version);
    } else {
      staleRun.ends();
      take(new Waiting(version, own, event, time));
    }
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {
    Version version = marker.version();
    Identity own = marker.identity();
    if (isOpen(version, own.timeMillis()) && ModelJump.is(entity, version)) {
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (entity.knows(each -> version.equals(each.version()))) {
      if (!entity.knows(each -> version.equals(each.version()) && each.sameContent(own))) {
        entity.notice(Incident.Kind.CONFLICT, version, version);
      }
    } else if (isOpen(version, own.timeMillis())) {
      take(new Waiting(version, own, null, time));
    }
  }

  @Override
  public void watermarkAdvanced(ModelTime time) {
    patience.learnWatermark(time.watermark());
    while (patience.isOver(time)) {
      giveUp(patience.onGap(time));
    }
  }

  @Override
  public void clockAdvanced(ModelTime time) {
    while (patience.isOverByLimit(time)) {
      giveUp(patience.onGap(time));
    }
  }

  private boolean isOpen(Version version, long timeMillis) {
    return (entity.settled == null || version.compareTo(entity.settled) > 0)
        && version.number() >= entity.policy.start().number()
        && timeMillis >= restartedMillis;
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

  private void take(Waiting waiting) {
    if (follows(waiting.version()) && !entity.holdsBelow(waiting.place())) {
      settle(waiting);
      releaseWhatFollows();
    } else {
      patience.holds(waiting);
    }
  }

  private void settle(Waiting waiting) {
    settle(waiting.version());
    if (waiting.event() == null) {
      entity.memory.take(waiting.identity());
    } else {
      entity.fold(waiting.event());
      staleRun.ends();
    }
  }

  private void settle(Version version) {
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
    for (Waiting next = nextThatFollows(); next != null; next = nextThatFollows()) {
      settle(next);
    }
  }

  private void abandonWhatFollows() {
    for (Waiting next = nextThatFollows(); next != null; next = nextThatFollows()) {
      settle(next.version());
      entity.memory.take(next.identity());
      if (next.event() != null) {
        entity.decide(next.event(), Verdict.ABANDONED, Reason.GAP_ABANDONED);
      }
    }
  }

  private void giveUp(ModelPatience.GiveUp how) {
    Version place = entity.held.get(0).version();
    Version below = place.withNumber(place.number() - 1);
    boolean sameEpoch = entity.settled != null && entity.settled.epoch() == place.epoch();
    Version from =
        sameEpoch
            ? Objects.requireNonNull(entity.settled).withNumber(entity.settled.number() + 1)
            : place.withNumber(entity.policy.start().number());
    abandoned.add(new Notice(Incident.Kind.GAP_ABANDONED, entity.id, from, below));
    if (how != ModelPatience.GiveUp.BEGINNING) {
      entity.notice(Incident.Kind.GAP_ABANDONED, from, below);
    }
    settle(below);
    if (how == ModelPatience.GiveUp.DEAD_LETTER) {
      abandonWhatFollows();
    } else {
      releaseWhatFollows();
    }
  }

  private void stale(Event event, Version version) {
    Reason reason = reasonOfStale(event, version);
    entity.decide(event, Verdict.STALE, reason);
    if (reason == Reason.ABANDONED_GAP) {
      entity.notice(Incident.Kind.ABANDONED_GAP_FILLED, version, version);
    } else {
      staleRun.sees(event, version);
    }
  }

  private Reason reasonOfStale(Event event, Version version) {
    int from = Math.max(0, abandoned.size() - GAPS_REMEMBERED);
    for (Notice gap : abandoned.subList(from, abandoned.size())) {
      if (Objects.requireNonNull(gap.from()).compareTo(version) <= 0
          && version.compareTo(Objects.requireNonNull(gap.to())) <= 0) {
        return Reason.ABANDONED_GAP;
      }
    }
    if (version.number() < entity.policy.start().number()) {
      return Reason.BEFORE_START;
    }
    if (event.timeMillis() < restartedMillis) {
      return Reason.BEFORE_RESTART;
    }
    return entity.settled != null && version.epoch() < entity.settled.epoch()
        ? Reason.ENDED_EPOCH
        : Reason.BEYOND_MEMORY;
  }

  private boolean restarts(Event event, Version version) {
    return entity.policy.restartOn().contains(event.type())
        && entity.settled != null
        && version.compareTo(entity.settled) <= 0
        && (entity.policy.start().firstSeen() || version.number() == entity.policy.start().number())
        && event.timeMillis() > entity.memory.entityTime()
        && !entity.knows(each -> each.sameIdAndSource(event.identity()));
  }

  private void restart(Event event, Version version) {
    for (Waiting each : entity.held) {
      if (each.event() != null) {
        entity.decide(each.event(), Verdict.ABANDONED, Reason.RESTARTED);
      }
    }
    entity.held.clear();
    entity.memory.clear();
    abandoned.clear();
    entity.state = null;
    restartedMillis = event.timeMillis();
    entity.notice(Incident.Kind.RESTARTED, entity.settled, version);
    settle(new Waiting(version, event.identity(), event, ModelTime.BEFORE_ALL));
  }
}
