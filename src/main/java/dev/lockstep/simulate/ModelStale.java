package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model says of versions that are settled and not known, and their run: the third rising
 * one makes a restart suspected.
 */
final class ModelStale {
  private static final int SUSPICIOUS = 3;

  private final ModelEntity entity;
  private final ModelGaps gaps;
  private final List<Version> run = new ArrayList<>();

  ModelStale(ModelEntity entity, ModelGaps gaps) {
    this.entity = entity;
    this.gaps = gaps;
  }

  void judges(Event event, Version version) {
    Reason reason = reasonOf(event, version);
    entity.decide(event, Verdict.STALE, reason);
    if (reason == Reason.ABANDONED_GAP) {
      entity.notice(Incident.Kind.ABANDONED_GAP_FILLED, version, version);
    } else {
      sees(event, version);
    }
  }

  private Reason reasonOf(Event event, Version version) {
    if (gaps.isAbandoned(version)) {
      return Reason.ABANDONED_GAP;
    } else if (version.number() < entity.policy.start().number()) {
      return Reason.BEFORE_START;
    } else if (entity.isFromBeforeARestart(event)) {
      return Reason.BEFORE_RESTART;
    }
    return entity.settled != null && version.epoch() < entity.settled.epoch()
        ? Reason.ENDED_EPOCH
        : Reason.BEYOND_MEMORY;
  }

  void sees(Event event, Version version) {
    if (entity.settled == null
        || version.compareTo(entity.settled) > 0
        || event.timeMillis() <= entity.memory.entityTime()) {
      return;
    }
    if (!run.isEmpty() && version.compareTo(run.get(run.size() - 1)) <= 0) {
      run.clear();
    }
    run.add(version);
    if (run.size() == SUSPICIOUS) {
      entity.notice(Incident.Kind.RESTART_SUSPECTED, version, entity.settled);
    }
  }

  void ends() {
    run.clear();
  }
}
