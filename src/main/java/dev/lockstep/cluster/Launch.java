package dev.lockstep.cluster;

import org.jspecify.annotations.Nullable;

/** A job that can be put onto a cluster. */
public interface Launch {
  /**
   * Looks for what would keep the job from running; nothing is sent.
   *
   * @param savepoint what the job would go on from, null to begin anew
   * @throws ClusterFailure if there is something
   */
  void check(FlinkCluster cluster, @Nullable String savepoint) throws InterruptedException;

  /**
   * Checks the job, and sends it.
   *
   * @param savepoint what the job goes on from, null to begin anew
   * @return the id of the job; it may not run yet
   * @throws ClusterFailure if it was not sent
   */
  String send(FlinkCluster cluster, @Nullable String savepoint) throws InterruptedException;
}
