package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Objects;

/** The model of {@code by: arrival}: as it comes, once by id. */
final class ModelArrival implements ModelRules {
  private final ModelEntity entity;
  private long arrived;

  ModelArrival(ModelEntity entity) {
    this.entity = entity;
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    Waiting waiting = new Waiting(new Version.Single(++arrived), event.identity(), event, time);
    if (!isRecognised(entity, waiting)) {
      if (entity.quarantine != null) {
        entity.hold(waiting);
      } else {
        apply(waiting);
      }
    }
  }

  private void apply(Waiting waiting) {
    Event event = Objects.requireNonNull(waiting.event());
    ModelFold fold = ModelFold.of(entity, event);
    if (!entity.isStoppedBy(waiting, fold)) {
      entity.conclude(event, fold);
    }
  }

  /** Rows 3, 4 and 6 where there are no versions; of a replayed one it is known what came of it. */
  static boolean isRecognised(ModelEntity entity, Waiting waiting) {
    Event event = Objects.requireNonNull(waiting.event());
    Identity own = event.identity();
    if (entity.knows(event, each -> each.sameId(own) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_ID);
    } else if (entity.knows(event, each -> each.sameIdAndSource(own))) {
      entity.conflicts(waiting, Reason.SAME_ID);
    } else if (entity.isFromBeforeARestart(event)) {
      entity.decide(event, Verdict.STALE, Reason.BEFORE_RESTART);
    } else if (!entity.isReplayed(event) && entity.memory.isForgotten(event.timeMillis())) {
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

  @Override
  public void judgeAgain(ModelTime time) {
    while (entity.quarantine == null && !entity.held.isEmpty()) {
      apply(entity.held.remove(0));
    }
  }

  @Override
  public void passes(Waiting culprit) {}

  @Override
  public void isForgotten(List<Waiting> gone) {}
}
