package dev.lockstep.cluster;

import org.jspecify.annotations.Nullable;

/** How a job ends so that another can go on from what it keeps. */
public sealed interface Handover {
  /** What the job leaves, in one word. */
  String kept();

  /** Ends the job: where what it keeps is. */
  String end(JobStop job) throws InterruptedException;

  /**
   * In order: nothing is done twice.
   *
   * @param folder for the savepoint, null for the cluster's own
   */
  record WithSavepoint(@Nullable String folder) implements Handover {
    @Override
    public String kept() {
      return "savepoint";
    }

    @Override
    public String end(JobStop job) throws InterruptedException {
      return job.withSavepoint(folder);
    }
  }

  /**
   * At once, for a job that fails again and again: what came after its checkpoint is done again.
   */
  record AtCheckpoint() implements Handover {
    @Override
    public String kept() {
      return "checkpoint";
    }

    @Override
    public String end(JobStop job) throws InterruptedException {
      return job.atCheckpoint();
    }
  }
}
