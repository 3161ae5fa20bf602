package dev.lockstep.savepoint;

import dev.lockstep.savepoint.SpecChange.Ruling;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A savepoint held against a spec: what has changed, and what in the state would stop the job.
 *
 * @param changes between the spec that the state was made with and the new one
 * @param faults what in the state itself would stop the job
 * @param census what was read
 */
public record Checkup(List<SpecChange> changes, List<Fault> faults, Census census) {
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
    Faults faults = new Faults();
    EntityReading reading = new EntityReading(Stages.of(spec), faults);
    for (int group = 0; group < savepoint.maxParallelism(); group++) {
      reading.read(savepoint, group);
      progress.at(group + 1, savepoint.maxParallelism());
    }
    reading.tellStages();
    conservation(savepoint, reading, faults);
    return of(savepoint, ours, accepted, faults, reading.census());
  }

  /**
   * Compares only what the state was made with; nothing is counted.
   *
   * @param ours what the job would go on with
   * @param accepted what somebody takes the responsibility for
   */
  public static Checkup withoutEntities(Savepoint savepoint, JobIdentity ours, Set<Price> accepted)
      throws IOException {
    return of(savepoint, ours, accepted, new Faults(), Census.NONE);
  }

  private static Checkup of(
      Savepoint savepoint, JobIdentity ours, Set<Price> accepted, Faults faults, Census census)
      throws IOException {
    JobIdentity saved = savepoint.identity();
    if (saved.equals(JobIdentity.UNKNOWN)) {
      faults.add(
          "it does not say what it was made with: the spec cannot be compared",
          "go on from a savepoint that a job of Lockstep has left");
    }
    JobIdentity known =
        saved.with(Fact.MAX_PARALLELISM, Integer.toString(savepoint.maxParallelism()));
    List<SpecChange> changes = Compatibility.changes(known, ours, accepted);
    if (changes.stream().anyMatch(Checkup::drops) && !savepoint.isOfAStop()) {
      faults.add(
          "outputs are removed, but no job was stopped with this savepoint: what it had not yet"
              + " committed to them would be lost",
          "stop the job, and take the savepoint of that");
    }
    return new Checkup(changes, faults.all(), census);
  }

  private static boolean drops(SpecChange change) {
    return change.what().equals(Fact.TRANSACTIONS.word()) && change.ruling() == Ruling.ACCEPTED;
  }

  private static void conservation(Savepoint savepoint, EntityReading reading, Faults faults)
      throws IOException {
    long held = savepoint.tally().get(Tally.HELD);
    long found = reading.census().held();
    if (reading.isComplete() && held != found) {
      faults.add(
          held + " events are counted as held, but " + found + " are there",
          EntityReading.TAKE_ANOTHER);
    }
  }
}
