package dev.lockstep.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds a job of a cluster by the name that its spec gives it.
 *
 * @param cluster where to look
 */
public record JobSearch(FlinkCluster cluster) {

  /** The one that runs; if none does, the one that ended last. */
  public JobSummary newest(String name) throws InterruptedException {
    Optional<JobSummary> running = ifRunning(name);
    if (running.isPresent()) {
      return running.get();
    }
    Optional<JobSummary> ended =
        named(name).stream().max(Comparator.comparingLong(JobSummary::startedMillis));
    if (ended.isPresent()) {
      return ended.get();
    }
    throw missing("there is no job `" + name + "` on " + cluster.address());
  }

  /** The one that runs. */
  public JobSummary running(String name) throws InterruptedException {
    Optional<JobSummary> running = ifRunning(name);
    if (running.isPresent()) {
      return running.get();
    }
    throw missing("no job `" + name + "` runs on " + cluster.address());
  }

  /** The one that runs, if any. */
  public Optional<JobSummary> ifRunning(String name) throws InterruptedException {
    List<JobSummary> running = named(name).stream().filter(JobSummary::isAlive).toList();
    if (running.size() > 1) {
      throw ClusterFailure.finding(
          running.size()
              + " jobs `"
              + name
              + "` run on "
              + cluster.address()
              + ", as one consumer group and with the same transactions: "
              + running.stream()
                  .map(each -> each.id() + " (" + each.state() + ")")
                  .collect(Collectors.joining(", ")),
          "stop all but one, each with ./lockstep stop --job ID --savepoint; before that, look at"
              + " each with ./lockstep status --job ID");
    }
    return running.stream().findFirst();
  }

  private List<JobSummary> named(String name) throws InterruptedException {
    return cluster.jobs().stream().filter(each -> each.name().equals(name)).toList();
  }

  private ClusterFailure missing(String message) throws InterruptedException {
    return ClusterFailure.finding(
        message, "check the spec's `name` and --cluster; what is there: " + cluster.known());
  }
}
