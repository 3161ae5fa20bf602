package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import java.util.ArrayList;
import java.util.List;

/** The model's run of rising stale versions: the third makes a restart suspected. */
final class ModelStaleRun {
  private static final int SUSPICIOUS = 3;

  private final ModelEntity entity;
  private final List<Version> run = new ArrayList<>();

  ModelStaleRun(ModelEntity entity) {
    this.entity = entity;
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
