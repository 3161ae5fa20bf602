package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plain model of one job, written from the ordering rules alone: lists, linear search, one
 * thread.
 */
public final class ReferenceModel {
  private final ModelJob job;
  private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
  private final Map<String, ModelRules> modes = new LinkedHashMap<>();
  private final Map<String, ModelControl> controls = new LinkedHashMap<>();
  private final List<Happening> past = new ArrayList<>();
  private ModelTime time = ModelTime.BEFORE_ALL;
  private boolean refused;

  /** A model of a job without rules that has seen nothing. */
  public ReferenceModel(OrderPolicy policy, Fold fold) {
    this(policy, fold, Rules.NONE);
  }

  /** A model of a job of this policy and these rules that has seen nothing. */
  public ReferenceModel(OrderPolicy policy, Fold fold, Rules rules) {
    this.job = new ModelJob(policy, fold, rules, this::takes);
  }

  /** A model of the same past that takes every correction, to see what would come of one. */
  private ReferenceModel(ReferenceModel other) {
    this.job = new ModelJob(other.job.policy, other.job.fold, other.job.rules, correction -> true);
    other.past.forEach(this::happens);
  }

  /** Whether a corrected event would be applied, held, or the culprit again. */
  private boolean takes(ControlEvent control) {
    ReferenceModel trial = new ReferenceModel(this);
    ModelEntity entity = Objects.requireNonNull(trial.entities.get(control.entity()));
    int before = entity.decisions.size();
    trial.happens(new Happening.Arrives(control));
    refused =
        entity.decisions.subList(before, entity.decisions.size()).stream()
            .filter(each -> each.event().equals(control.corrected()))
            .anyMatch(each -> each.verdict() != Verdict.APPLIED);
    return !refused;
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
    refused = false;
    come(happening);
    if (!refused) {
      past.add(happening);
    }
  }

  private void come(Happening happening) {
    if (happening instanceof Happening.Arrives arrives) {
      arrives(arrives);
    } else if (happening instanceof Happening.WatermarkAt advance) {
      if (advance.watermark() > time.watermark()) {
        time = time.advancedTo(advance.watermark());
        eachTurn(mode -> mode.watermarkAdvanced(time));
        modes.forEach((id, mode) -> expires(Objects.requireNonNull(entities.get(id)), mode));
      }
    } else if (happening instanceof Happening.ClockAt passes) {
      time = time.clockAt(Math.max(time.nowMillis(), passes.nowMillis()));
      eachTurn(mode -> mode.clockAdvanced(time));
    } else {
      time = time.restarted();
    }
  }

  private void arrives(Happening.Arrives arrives) {
    Arrival arrival = arrives.arrival();
    ModelRules mode = modes.computeIfAbsent(arrival.entity(), this::newEntity);
    mode.turnBegins();
    if (arrival instanceof Event event) {
      mode.arrives(event, time);
    } else if (arrival instanceof PlaceMarker marker) {
      mode.marked(marker, time);
    } else {
      control(arrival.entity()).arrives((ControlEvent) arrival, time);
    }
    mode.turnEnds();
  }

  private void eachTurn(Consumer<ModelRules> action) {
    for (ModelRules mode : modes.values()) {
      mode.turnBegins();
      action.accept(mode);
      mode.turnEnds();
    }
  }

  private void expires(ModelEntity entity, ModelRules mode) {
    if (ModelExpiry.isDue(entity, time)) {
      entity.forgets(List.of());
      mode.expires();
    }
  }

  private ModelRules newEntity(String id) {
    ModelEntity entity = new ModelEntity(id, job);
    entities.put(id, entity);
    ModelRules mode =
        switch (job.policy.by()) {
          case VERSION -> new ModelVersion(entity);
          case LATEST -> new ModelLatest(entity);
          case TIME -> new ModelByTime(entity);
          case ARRIVAL -> new ModelArrival(entity);
        };
    controls.put(id, new ModelControl(entity, mode));
    return mode;
  }

  private ModelControl control(String id) {
    return Objects.requireNonNull(controls.get(id));
  }

  /** What came of it so far. */
  public Outcome outcome() {
    return new Outcome(
        all(entity -> entity.decisions),
        all(entity -> entity.applied),
        all(entity -> entity.notices),
        all(
            entity ->
                entity.waiting().stream().map(Waiting::event).filter(Objects::nonNull).toList()),
        each(entity -> entity.state),
        each(entity -> entity.stage),
        each(this::quarantine),
        all(entity -> entity.cleared));
  }

  private @Nullable String quarantine(ModelEntity entity) {
    return entity.quarantine == null
        ? null
        : entity.quarantine.cause() + " " + control(entity.id).culprit();
  }

  private <T> Map<String, T> each(Function<ModelEntity, @Nullable T> part) {
    Map<String, T> parts = new LinkedHashMap<>();
    entities.forEach(
        (id, entity) -> {
          T of = part.apply(entity);
          if (of != null) {
            parts.put(id, of);
          }
        });
    return parts;
  }

  private <T> List<T> all(Function<ModelEntity, List<T>> part) {
    return entities.values().stream().flatMap(each -> part.apply(each).stream()).toList();
  }
}
