package dev.lockstep.savepoint;

import dev.lockstep.reconcile.Entity;
import dev.lockstep.savepoint.SpecChange.Ruling;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint says to a job that would go on from it.
 *
 * @param changes between the spec that the state was made with and the new one
 * @param faults what in the state itself would stop the job
 * @param census what was read
 */
public record Checkup(List<SpecChange> changes, List<String> faults, Census census) {
  public Checkup {
    changes = List.copyOf(changes);
    faults = List.copyOf(faults);
  }

  /** Whether the job can go on. */
  public boolean isClean() {
    return faults.isEmpty() && changes.stream().noneMatch(SpecChange::isFinding);
  }

  /**
   * Opens every state and decodes every entity.
   *
   * @param ours what the job would go on with
   * @param accepted what somebody takes the responsibility for
   */
  public static Checkup of(
      Savepoint savepoint,
      JobSpec spec,
      JobIdentity ours,
      Set<Price> accepted,
      Savepoint.Progress progress)
      throws IOException {
    JobIdentity saved = savepoint.identity();
    JobIdentity known =
        saved.with(Fact.MAX_PARALLELISM, Integer.toString(savepoint.maxParallelism()));
    Reading reading = new Reading(Stages.of(spec));
    for (int group = 0; group < savepoint.maxParallelism(); group++) {
      reading.read(savepoint, group);
      progress.at(group + 1, savepoint.maxParallelism());
    }
    if (saved.equals(JobIdentity.UNKNOWN)) {
      reading.faults.add("it does not say what it was made with: the spec cannot be compared");
    }
    reading.stages.forEach(
        (stage, count) ->
            reading.faults.add(
                count
                    + (count == 1 ? " entity is" : " entities are")
                    + " in the stage "
                    + stage
                    + ", which the spec does not have -> keep it in state.lifecycle.states"));
    conservation(savepoint, reading);
    List<SpecChange> changes = Compatibility.changes(known, ours, accepted);
    if (changes.stream().anyMatch(Checkup::drops) && !savepoint.isOfAStop()) {
      reading.faults.add(
          "outputs are removed, but no job was stopped with this savepoint: what it had not yet"
              + " committed to them would be lost -> stop the job, and take the savepoint of that");
    }
    return new Checkup(changes, reading.faults.all(), reading.count.census());
  }

  private static boolean drops(SpecChange change) {
    return change.what().equals(Fact.TRANSACTIONS.word()) && change.ruling() == Ruling.ACCEPTED;
  }

  private static void conservation(Savepoint savepoint, Reading reading) throws IOException {
    var tally = savepoint.tally();
    long held = tally.get(Tally.HELD);
    long found = reading.count.census().held();
    if (reading.isComplete && held != found) {
      reading.faults.add(held + " events are counted as held, but " + found + " are there");
    }
  }

  /** What was read so far. */
  private static final class Reading {
    private final Census.Count count = new Census.Count();
    private final Faults faults = new Faults();
    private final Map<String, Integer> stages = new TreeMap<>();
    private final @Nullable Set<String> known;
    private boolean isComplete = true;

    Reading(@Nullable Set<String> known) {
      this.known = known;
    }

    void read(Savepoint savepoint, int group) {
      try {
        savepoint.read(group, this::look);
      } catch (IOException unreadable) {
        isComplete = false;
        faults.add(String.valueOf(unreadable.getMessage()));
      }
    }

    private void look(Kept kept) {
      count.add(kept);
      if (!kept.isWhole()) {
        faults.add("entity " + kept.entity() + " holds events without bodies, or bodies of none");
      }
      Entity entity = kept.stored().entity();
      if (known != null && entity.stage() != null && !known.contains(entity.stage())) {
        stages.merge(entity.stage(), 1, Integer::sum);
      }
    }
  }
}
