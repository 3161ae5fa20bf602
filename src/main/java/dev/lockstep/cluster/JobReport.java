package dev.lockstep.cluster;

import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a job is doing.
 *
 * @param job which one
 * @param sinceMillis since when it is in its state
 * @param tasks how many subtasks it has
 * @param running how many of them run
 * @param parallelism of its widest operator
 * @param restarts how often it began again by itself
 * @param rootCause of its last failure, null if it had none
 * @param checkpoints what it has kept
 * @param parameters what it was started with: {@code lockstep.spec} and more
 */
public record JobReport(
    JobSummary job,
    long sinceMillis,
    int tasks,
    int running,
    int parallelism,
    int restarts,
    @Nullable String rootCause,
    CheckpointReport checkpoints,
    Map<String, String> parameters) {
  private static final int RESTARTS_AT_MOST = 3;

  public JobReport {
    parameters = Map.copyOf(parameters);
  }

  /** Whether all of it runs. */
  public boolean processes() {
    return job.state() == JobStatus.RUNNING && running == tasks && tasks > 0;
  }

  /** Whether it will never run again by itself. */
  public boolean hasEnded() {
    return !job.isAlive();
  }

  /** Whether it has ended, or begins again so often that it is no mishap. */
  boolean hasFailed() {
    return hasEnded() || restarts >= RESTARTS_AT_MOST;
  }

  /** Whether all of it runs, and it has shown that it can keep and commit what it does. */
  boolean hasTakenOver() {
    return processes() && checkpoints.anyCompleted() && !hasFailed();
  }

  /** How it is doing, after a word for the job, and why it failed last. */
  String inWords() {
    String state =
        "is %s, with %d of %d tasks running, %d restarts and %d checkpoints"
            .formatted(job.state(), running, tasks, restarts, checkpoints.completed());
    return rootCause == null ? state : state + ": " + rootCause;
  }
}
