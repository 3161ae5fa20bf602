package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
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
    if (ModelArrival.isRecognised(entity, event)) {
      return;
    }
    if (lastReleased != null && place.compareTo(lastReleased) < 0) {
      entity.decide(event, Verdict.LATE, Reason.PLACE_PASSED);
    } else if (time.watermark() == ModelTime.UNKNOWN
        || event.timeMillis() > time.watermark()
        || entity.holdsBelow(place)) {
      entity.hold(new Waiting(place, event.identity(), event, time));
    } else {
      release(new Waiting(place, event.identity(), event, time));
    }
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {}

  @Override
  public void watermarkAdvanced(ModelTime time) {
    while (!entity.held.isEmpty()
        && entity.held.get(0).identity().timeMillis() <= time.watermark()) {
      release(entity.held.remove(0));
    }
  }

  @Override
  public void clockAdvanced(ModelTime time) {
    long limit = entity.policy.patience().limitMillis();
    while (limit != OrderPolicy.UNLIMITED
        && !entity.held.isEmpty()
        && time.nowMillis() >= stillSince(entity.held.get(0), time) + limit) {
      release(entity.held.remove(0));
    }
  }

  private static long stillSince(Waiting waiting, ModelTime time) {
    return Math.max(waiting.since().nowMillis(), time.stillSinceMillis());
  }

  private void release(Waiting waiting) {
    lastReleased = (TimePlace) waiting.place();
    entity.fold(Objects.requireNonNull(waiting.event()));
  }
}
