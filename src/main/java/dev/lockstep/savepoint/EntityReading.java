package dev.lockstep.savepoint;

import dev.lockstep.reconcile.Entity;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every entity of a savepoint decoded, and what is wrong with them. */
final class EntityReading {
  static final String TAKE_ANOTHER = "go on from another savepoint, or from a checkpoint";

  private final Census.Count count = new Census.Count();
  private final Map<String, Integer> lostStages = new TreeMap<>();
  private final @Nullable Set<String> stages;
  private final Faults faults;
  private long stageless;
  private boolean complete = true;

  /**
   * Before the first.
   *
   * @param stages that the lifecycle knows, null where there is none
   */
  EntityReading(@Nullable Set<String> stages, Faults faults) {
    this.stages = stages;
    this.faults = faults;
  }

  /** Reads one key group; one that cannot be decoded does not keep the others from being read. */
  void read(Savepoint savepoint, int group) {
    try {
      savepoint.read(group, this::look);
    } catch (IOException unreadable) {
      complete = false;
      faults.add(String.valueOf(unreadable.getMessage()), TAKE_ANOTHER);
    }
  }

  private void look(Kept kept) {
    count.add(kept);
    if (!kept.isWhole()) {
      faults.add(
          "entity " + kept.entity() + " holds events without bodies, or bodies of none",
          TAKE_ANOTHER);
    }
    Entity entity = kept.stored().entity();
    if (stages != null && entity.stage() != null && !stages.contains(entity.stage())) {
      lostStages.merge(entity.stage(), 1, Integer::sum);
    }
    if (stages != null && entity.stage() == null && entity.state() != null) {
      stageless++;
    }
  }

  /** Tells of the stages that entities are in and that the lifecycle does not know. */
  void tellStages() {
    lostStages.forEach(
        (stage, entities) ->
            faults.add(
                entities
                    + (entities == 1 ? " entity is" : " entities are")
                    + " in the stage "
                    + stage
                    + ", which the spec does not have",
                "keep it in state.lifecycle.states"));
    if (stageless > 0) {
      faults.add(
          stageless
              + (stageless == 1 ? " entity has" : " entities have")
              + " a state and no stage: the lifecycle would begin at its beginning",
          "tell their stages: savepoint export, then bootstrap with `stage`, for a new job");
    }
  }

  /** Whether all could be decoded. */
  boolean isComplete() {
    return complete;
  }

  Census census() {
    return count.census();
  }
}
