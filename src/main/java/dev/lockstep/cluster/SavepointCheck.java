package dev.lockstep.cluster;

/** Whether a job can go on from a savepoint: asked when there is one, before the job is sent. */
@FunctionalInterface
public interface SavepointCheck {
  /**
   * Looks at a savepoint.
   *
   * @throws ClusterFailure if the job cannot go on from it
   */
  void check(String savepoint) throws InterruptedException;
}
