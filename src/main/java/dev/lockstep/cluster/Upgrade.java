package dev.lockstep.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The change of a running job for another: it ends, is never drained, and the other goes on from
 * what it keeps.
 *
 * <p>What fails is undone only while no checkpoint of the other job has completed. After that its
 * output is committed, and the job before would put out the same again, or otherwise.
 *
 * @param cluster where the job runs
 * @param running the job
 * @param parallelism of what takes its place
 * @param next what takes its place
 * @param back what brings the job back, null if nothing can
 * @param check whether {@code next} can go on from the savepoint
 * @param patience how long the first checkpoint may take
 * @param progress where each step is told
 */
public record Upgrade(
    FlinkCluster cluster,
    JobReport running,
    int parallelism,
    Launch next,
    @Nullable Launch back,
    SavepointCheck check,
    Duration patience,
    Consumer<String> progress) {
  private static final int RESTARTS_AT_MOST = 3;
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  /**
   * Changes the job.
   *
   * @param handover how the job ends
   * @return how the new job is doing after its first checkpoint
   * @throws ClusterFailure if it did not work; it says what runs now
   */
  public JobReport run(Handover handover) throws InterruptedException {
    progress.accept("looking at the new job while the old one runs");
    refuseWithoutSlots();
    next.check(cluster, null);
    progress.accept("stopping %s with a %s".formatted(running.job().id(), handover.kept()));
    String savepoint = handover.end(new JobStop(cluster, running.job().id()));
    progress.accept("stopped; the %s is %s".formatted(handover.kept(), savepoint));
    String job;
    try {
      check.check(savepoint);
      job = next.send(cluster, savepoint);
    } catch (ClusterFailure refused) {
      if (refused.mayRun()) {
        throw refused;
      }
      throw goBack(savepoint, String.valueOf(refused.getMessage()));
    }
    progress.accept("sent " + job + "; waiting for its first checkpoint");
    return watched(job, savepoint);
  }

  private void refuseWithoutSlots() throws InterruptedException {
    Slots slots = cluster.slots();
    if (slots.lack(parallelism, running.parallelism())) {
      int free = slots.free() + running.parallelism();
      throw ClusterFailure.environment(
          "the new job needs %d slots, and without the old one %d of the %d on %s are free"
              .formatted(parallelism, free, slots.total(), cluster.address()),
          "--parallelism " + free + ", or start more task managers. Nothing was stopped");
    }
  }

  private JobReport watched(String job, String savepoint) throws InterruptedException {
    JobReport report = lookedAt(job, savepoint, patience, Upgrade::isDecided);
    if (hasTakenOver(report)) {
      return report;
    }
    if (report.checkpoints().anyCompleted()) {
      throw noReturn(report);
    }
    if (!report.hasEnded()) {
      progress.accept("ending " + job + ": " + because(report));
      end(job);
    }
    // only an ended job completes no checkpoint any more
    JobReport ended = lookedAt(job, savepoint, ENDS_WITHIN, JobReport::hasEnded);
    if (ended.checkpoints().anyCompleted()) {
      throw noReturn(ended);
    }
    if (!ended.hasEnded()) {
      throw ClusterFailure.finding(
          "the new job %s does not end: %s".formatted(job, because(report)),
          "end it by hand, and if status then tells of no completed checkpoint: submit the spec"
              + " before it --from-savepoint "
              + savepoint);
    }
    throw goBack(savepoint, because(report));
  }

  private void end(String job) throws InterruptedException {
    try {
      cluster.cancel(job);
    } catch (FlinkRest.Refused ended) {
      progress.accept("it ended by itself: " + ended.reason());
    }
  }

  private static boolean isDecided(JobReport report) {
    return hasTakenOver(report) || hasFailed(report);
  }

  private static boolean hasTakenOver(JobReport report) {
    return report.processes() && report.checkpoints().anyCompleted() && !hasFailed(report);
  }

  private static boolean hasFailed(JobReport report) {
    return report.hasEnded() || report.restarts() >= RESTARTS_AT_MOST;
  }

  private static String because(JobReport report) {
    String state =
        "the new job is %s, with %d of %d tasks running, %d restarts and %d checkpoints"
            .formatted(
                report.job().state(),
                report.running(),
                report.tasks(),
                report.restarts(),
                report.checkpoints().completed());
    return report.rootCause() == null ? state : state + ": " + report.rootCause();
  }

  /** Whoever loses sight of the job must not take it for gone: it may be putting out. */
  private JobReport lookedAt(
      String job, String savepoint, Duration howLong, Predicate<JobReport> over)
      throws InterruptedException {
    try {
      return new JobWatch(cluster, job, howLong).until(over);
    } catch (ClusterFailure lost) {
      throw ClusterFailure.environment(
          "the new job %s cannot be looked at any more: %s".formatted(job, lost.getMessage()),
          "it may run: ask ./lockstep status --job "
              + job
              + " before anything else is started. It went on from "
              + savepoint);
    }
  }

  private ClusterFailure noReturn(JobReport report) {
    String newest = report.checkpoints().path();
    String from = newest == null ? "the newest checkpoint" : newest;
    return ClusterFailure.finding(
        because(report)
            + "\nIt is too late to go back: its output up to its last checkpoint is committed, and"
            + " the job before would put out the same again",
        report.hasEnded()
            ? "go on from what it has kept, with a mended spec or with the one before: submit SPEC"
                + " --from-savepoint "
                + from
            : "it goes on trying. To go on from a new savepoint: ./lockstep stop --job %s --savepoint, then submit SPEC --from-savepoint with what it names; if it cannot be stopped: ./lockstep upgrade SPEC --from-checkpoint, which ends it and goes on from its newest, now %s"
                .formatted(report.job().id(), from));
  }

  private ClusterFailure goBack(String savepoint, String why) throws InterruptedException {
    if (back == null) {
      return ClusterFailure.finding(
          "the upgrade failed, and nothing runs now:\n" + why,
          "submit SPEC --from-savepoint " + savepoint);
    }
    progress.accept("going back to the job before");
    try {
      String job = back.send(cluster, savepoint);
      JobReport report =
          new JobWatch(cluster, job, patience).until(each -> each.processes() || hasFailed(each));
      if (report.processes()) {
        return ClusterFailure.finding(
            "the upgrade failed, and the job before runs again as " + job + ":\n" + why,
            "mend the cause, then upgrade again");
      }
      return lost(savepoint, why, because(report));
    } catch (ClusterFailure refused) {
      return lost(savepoint, why, String.valueOf(refused.getMessage()));
    }
  }

  private static ClusterFailure lost(String savepoint, String why, String whyNotBack) {
    return ClusterFailure.finding(
        "the upgrade failed:\n" + why + "\nand going back failed too:\n" + whyNotBack,
        "nothing is lost: submit SPEC --from-savepoint " + savepoint);
  }
}
