package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A plain model of one job, written from the ordering rules alone: lists, linear search, one
 * thread.
 */
public final class ReferenceModel {
  private final ModelJob job;
  private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
  private final Map<String, ModelRules> modes = new LinkedHashMap<>();
  private ModelTime time = ModelTime.BEFORE_ALL;

  /** A model of a job without rules that has seen nothing. */
  public ReferenceModel(OrderPolicy policy, Fold fold) {
    this(policy, fold, Rules.NONE);
  }

  /** A model of a job of this policy and these rules that has seen nothing. */
  public ReferenceModel(OrderPolicy policy, Fold fold, Rules rules) {
    this.job = new ModelJob(policy, fold, rules);
  }

  /** What comes of these happenings in a job without rules, from the start. */
  public static Outcome outcome(OrderPolicy policy, Fold fold, List<Happening> happenings) {
    return outcome(policy, fold, Rules.NONE, happenings);
  }

  /** What comes of these happenings, from the start. */
  public static Outcome outcome(
      OrderPolicy policy, Fold fold, Rules rules, List<Happening> happenings) {
    ReferenceModel model = new ReferenceModel(policy, fold, rules);
    happenings.forEach(model::happens);
    return model.outcome();
  }

  /** Takes in one more happening. */
  public void happens(Happening happening) {
    if (happening instanceof Happening.Arrives arrives) {
      arrives(arrives);
    } else if (happening instanceof Happening.WatermarkAt advance) {
      if (advance.watermark() > time.watermark()) {
        time = time.advancedTo(advance.watermark());
        each(entity -> entity.watermarkAdvanced(time));
      }
    } else if (happening instanceof Happening.ClockAt passes) {
      time = time.clockAt(Math.max(time.nowMillis(), passes.nowMillis()));
      each(entity -> entity.clockAdvanced(time));
    } else {
      time = time.restarted();
    }
  }

  private void arrives(Happening.Arrives arrives) {
    ModelRules entity = modes.computeIfAbsent(arrives.arrival().entity(), this::newEntity);
    if (arrives.arrival() instanceof Event event) {
      entity.arrives(event, time);
    } else {
      entity.marked((PlaceMarker) arrives.arrival(), time);
    }
  }

  private void each(Consumer<ModelRules> action) {
    modes.values().forEach(action);
  }

  private ModelRules newEntity(String id) {
    ModelEntity entity = new ModelEntity(id, job);
    entities.put(id, entity);
    return switch (job.policy.by()) {
      case VERSION -> new ModelVersion(entity);
      case LATEST -> new ModelLatest(entity);
      case TIME -> new ModelByTime(entity);
      case ARRIVAL -> new ModelArrival(entity);
    };
  }

  /** What came of it so far. */
  public Outcome outcome() {
    Map<String, Bytes> states = new LinkedHashMap<>();
    entities.forEach(
        (id, entity) -> {
          if (entity.state != null) {
            states.put(id, entity.state);
          }
        });
    return new Outcome(
        all(entity -> entity.decisions),
        all(entity -> entity.applied),
        all(entity -> entity.notices),
        all(entity -> entity.held.stream().map(Waiting::event).filter(Objects::nonNull).toList()),
        states);
  }

  private <T> List<T> all(Function<ModelEntity, List<T>> part) {
    return entities.values().stream().flatMap(each -> part.apply(each).stream()).toList();
  }
}
