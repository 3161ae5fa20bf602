package dev.lockstep.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.jspecify.annotations.Nullable;

/**
 * The start of a job on a cluster: what would keep it from running is said before anything is sent.
 *
 * @param cluster where it is to run
 * @param name of the job
 * @param parallelism of its widest operator
 * @param launch the job
 * @param savepoint what it goes on from, null to begin anew
 */
public record JobStart(
    FlinkCluster cluster, String name, int parallelism, Launch launch, @Nullable String savepoint) {
  private static final Duration RUNS_WITHIN = Duration.ofMinutes(2);

  /** Sends the job, and waits until all of it runs. */
  public JobReport run() throws InterruptedException {
    refuseIfThereIsOne();
    refuseWithoutSlots();
    refuseWithoutSavepoint();
    String job = launch.send(cluster, savepoint);
    JobReport report = watched(job);
    if (!report.processes()) {
      throw notRunning(report);
    }
    return report;
  }

  /** Whoever loses sight of the job must not take it for gone, and send another. */
  private JobReport watched(String job) throws InterruptedException {
    try {
      return new JobWatch(cluster, job, RUNS_WITHIN)
          .until(each -> each.processes() || each.hasFailed());
    } catch (ClusterFailure lost) {
      throw ClusterFailure.mayRun(
          "job `%s` was sent as %s, and cannot be looked at any more: %s"
              .formatted(name, job, lost.getMessage()),
          "it may run: ask ./lockstep status --job "
              + job
              + " before anything else is started; if there is no such job, submit it again"
              + from());
    }
  }

  private void refuseIfThereIsOne() throws InterruptedException {
    Optional<JobSummary> running = new JobSearch(cluster).ifRunning(name);
    if (running.isPresent()) {
      throw ClusterFailure.finding(
          "a job `%s` runs on %s already (%s, %s)"
              .formatted(name, cluster.address(), running.get().id(), running.get().state()),
          "change it with ./lockstep upgrade, or end it first with ./lockstep stop --savepoint");
    }
  }

  private void refuseWithoutSlots() throws InterruptedException {
    Slots slots = cluster.slots();
    if (slots.lack(parallelism)) {
      throw ClusterFailure.environment(
          "the job needs %d slots, and %d of the %d on %s are free (task managers: %d)"
              .formatted(
                  parallelism,
                  slots.free(),
                  slots.total(),
                  cluster.address(),
                  slots.taskManagers()),
          slots.free() == 0
              ? "start a task manager, or stop another job"
              : "--parallelism " + slots.free() + ", or start more task managers");
    }
  }

  /** Whoever does not see the cluster's disks leaves it to the cluster. */
  private void refuseWithoutSavepoint() throws InterruptedException {
    if (savepoint == null || !isOnThisMachine(savepoint)) {
      return;
    }
    try {
      AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(savepoint);
    } catch (IOException missing) {
      throw ClusterFailure.usage(
          "there is no savepoint to go on from: " + RootCause.of(missing),
          "give the folder that `stop` named, or the newest chk-N of the job's checkpoints");
    }
  }

  /** Where a cluster is forwarded to this machine, its job manager tells another name. */
  private boolean isOnThisMachine(String path) throws InterruptedException {
    String jobManager = cluster.settings().get(JobManagerOptions.ADDRESS.key());
    return cluster.address().isThisMachine()
        && (jobManager == null || isThisMachine(jobManager))
        && (path.startsWith("file:") || !path.matches("\\w+:.*"));
  }

  private static boolean isThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }

  private ClusterFailure notRunning(JobReport report) {
    return ClusterFailure.finding(
        "job `%s` (%s) %s".formatted(name, report.job().id(), report.inWords()),
        report.hasEnded()
            ? "mend the cause and submit it again" + from()
            : "it goes on trying; look at it with ./lockstep status --job " + report.job().id());
  }

  private String from() {
    return savepoint == null ? "" : " with --from-savepoint " + savepoint + Takeover.AS_GIVEN;
  }
}
