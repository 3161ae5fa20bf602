package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;

/** The model of {@code by: arrival}: as it comes, once by id. */
final class ModelArrival implements ModelRules {
  private final ModelEntity entity;

  ModelArrival(ModelEntity entity) {
    this.entity = entity;
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    if (!isRecognised(entity, event)) {
      entity.fold(event);
    }
  }

  /** Rows 3, 4 and 6 where there are no versions. */
  static boolean isRecognised(ModelEntity entity, Event event) {
    Identity own = event.identity();
    if (entity.knows(each -> each.sameId(own) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_ID);
    } else if (entity.knows(each -> each.sameIdAndSource(own))) {
      entity.decide(event, Verdict.CONFLICT, Reason.SAME_ID);
      entity.notice(Incident.Kind.CONFLICT, event.version(), event.version());
    } else if (entity.memory.isForgotten(event.timeMillis())) {
      entity.decide(event, Verdict.STALE, Reason.BEYOND_MEMORY);
    } else {
      return false;
    }
    return true;
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {}

  @Override
  public void watermarkAdvanced(ModelTime time) {}

  @Override
  public void clockAdvanced(ModelTime time) {}
}
