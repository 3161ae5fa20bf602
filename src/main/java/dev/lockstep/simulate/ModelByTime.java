package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The model of {@code by: time}: held until the watermark passes, released lowest place first. */
final class ModelByTime implements ModelRules {
  private final ModelEntity entity;
  private @Nullable TimePlace lastReleased;

  ModelByTime(ModelEntity entity) {
    this.entity = entity;
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    TimePlace place = new TimePlace(event.timeMillis(), event.ranks(), event.id(), event.source());
    Waiting waiting = new Waiting(place, event.identity(), event, time);
    if (ModelArrival.isRecognised(entity, waiting)) {
      return;
    }
    if (isPassed(waiting)) {
      entity.decide(event, Verdict.LATE, Reason.PLACE_PASSED);
    } else if (entity.quarantine != null || !isReached(waiting, time) || entity.holdsBelow(place)) {
      entity.hold(waiting);
    } else {
      release(waiting);
    }
  }

  private boolean isPassed(Waiting waiting) {
    return lastReleased != null && waiting.place().compareTo(lastReleased) < 0;
  }

  private static boolean isReached(Waiting waiting, ModelTime time) {
    return time.watermark() != ModelTime.UNKNOWN
        && waiting.identity().timeMillis() <= time.watermark();
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {}

  @Override
  public void watermarkAdvanced(ModelTime time) {
    while (entity.quarantine == null
        && !entity.held.isEmpty()
        && isReached(entity.held.get(0), time)) {
      release(entity.held.remove(0));
    }
  }

  @Override
  public void clockAdvanced(ModelTime time) {
    while (entity.quarantine == null
        && !entity.held.isEmpty()
        && isOverByLimit(entity.held.get(0), time)) {
      release(entity.held.remove(0));
    }
  }

  private boolean isOverByLimit(Waiting waiting, ModelTime time) {
    long limit = entity.policy.patience().limitMillis();
    long stillSince = Math.max(waiting.since().nowMillis(), time.stillSinceMillis());
    return limit != OrderPolicy.UNLIMITED && time.nowMillis() >= Saturated.plus(stillSince, limit);
  }

  private void release(Waiting waiting) {
    Event event = Objects.requireNonNull(waiting.event());
    ModelFold fold = ModelFold.of(entity, event);
    if (!entity.isStoppedBy(waiting, fold)) {
      lastReleased = (TimePlace) waiting.place();
      entity.conclude(event, fold);
    }
  }

  @Override
  public void judgeAgain(ModelTime time) {
    while (!entity.held.isEmpty() && isPassed(entity.held.get(0))) {
      Event passed = Objects.requireNonNull(entity.held.remove(0).event());
      entity.decide(passed, Verdict.LATE, Reason.PLACE_PASSED);
    }
    watermarkAdvanced(time);
  }

  @Override
  public void passes(Waiting culprit) {
    lastReleased = (TimePlace) culprit.place();
  }

  @Override
  public void isForgotten(List<Waiting> gone) {
    for (Waiting each : gone) {
      lastReleased = isPassed(each) ? lastReleased : (TimePlace) each.place();
    }
  }

  @Override
  public void beginsAnew() {
    lastReleased = null;
  }
}
