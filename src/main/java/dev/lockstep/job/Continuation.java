package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.savepoint.Checkup;
import dev.lockstep.savepoint.Fault;
import dev.lockstep.savepoint.Price;
import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.savepoint.SpecChange;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.SavedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a savepoint says to the job that is to go on from it, before anything is started.
 *
 * @param began what the state was made with, as far as it can be read from here
 * @param findings what keeps the job from going on, or was not looked at
 */
record Continuation(JobIdentity began, List<Finding> findings) {
  private static final Logger LOG = LoggerFactory.getLogger(Continuation.class);

  Continuation {
    findings = List.copyOf(findings);
  }

  /**
   * Looks at a savepoint.
   *
   * @param pointer as the cluster sees it, null when the job begins anew
   * @param accepted what somebody takes the responsibility for
   * @param skipEntities whether only that is compared which the state was made with
   */
  static Continuation of(
      @Nullable String pointer, JobSpec job, Set<Price> accepted, boolean skipEntities) {
    if (pointer == null) {
      return new Continuation(JobIdentity.UNKNOWN, List.of());
    }
    SavedState saved;
    try {
      saved = SavedState.open(pointer);
    } catch (IOException unreadable) {
      return isThere(pointer) ? refused(pointer, unreadable) : outOfSight(pointer, unreadable);
    }
    try {
      return of(Savepoint.of(saved), job, accepted, skipEntities);
    } catch (IOException unreadable) {
      return refused(pointer, unreadable);
    }
  }

  private static boolean isThere(String pointer) {
    try {
      Path path = new Path(pointer);
      return path.getFileSystem().exists(path);
    } catch (IOException outOfSight) {
      return false;
    }
  }

  private static Continuation refused(String pointer, IOException unreadable) {
    return unread(
        Severity.ERROR,
        "the job cannot go on from " + pointer + ": " + unreadable.getMessage(),
        "go on from another savepoint or checkpoint, or begin anew without one");
  }

  private static Continuation outOfSight(String pointer, IOException why) {
    return unread(
        Severity.WARNING,
        pointer + " cannot be read from here: " + why.getMessage(),
        "only the job itself compares what is in it with the spec, when it starts; where it can be"
            + " read, ./lockstep savepoint check tells more");
  }

  private static Continuation unread(Severity severity, String message, String remedy) {
    return new Continuation(JobIdentity.UNKNOWN, List.of(new Finding(severity, message, remedy)));
  }

  private static Continuation of(
      Savepoint savepoint, JobSpec job, Set<Price> accepted, boolean skipEntities)
      throws IOException {
    savepoint.refuseNewer();
    List<Finding> findings = new ArrayList<>();
    // over how many partitions outputs spread is looked at on the broker
    JobIdentity ours = JobParts.identity(job).withoutPartitions();
    Checkup checkup;
    if (skipEntities || savepoint.isOfRocksDb()) {
      findings.addAll(unread(savepoint, skipEntities));
      checkup = Checkup.withoutEntities(savepoint, ours, accepted);
    } else {
      LOG.info("reading the entities in {}", savepoint.pointer());
      checkup = Checkup.of(savepoint, job, ours, accepted, new LoggedProgress());
    }
    checkup.changes().stream()
        .filter(SpecChange::isFinding)
        .map(Continuation::of)
        .forEach(findings::add);
    checkup.faults().stream().map(Continuation::of).forEach(findings::add);
    return new Continuation(savepoint.identity(), findings);
  }

  private static List<Finding> unread(Savepoint savepoint, boolean onPurpose) {
    return onPurpose
        ? List.of()
        : List.of(
            new Finding(
                Severity.WARNING,
                "the entities in "
                    + savepoint.pointer()
                    + " are not looked at: they are in RocksDB's own files",
                "the job reads them one by one, as their events come"));
  }

  private static Finding of(SpecChange change) {
    return new Finding(Severity.ERROR, change.toString(), change.wayOut());
  }

  private static Finding of(Fault fault) {
    return new Finding(
        Severity.ERROR,
        "fault in the savepoint: " + fault.what(),
        fault.wayOut().isEmpty() ? "./lockstep savepoint check tells all" : fault.wayOut());
  }

  /** How far the reading is, now and then: many millions of entities take minutes. */
  private static final class LoggedProgress implements Savepoint.Progress {
    private static final long LINE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long toldNanos = System.nanoTime();

    @Override
    public void at(int groups, int of) {
      if (System.nanoTime() - toldNanos >= LINE_AFTER_NANOS) {
        toldNanos = System.nanoTime();
        LOG.info("{} of {} key groups", groups, of);
      }
    }
  }
}
