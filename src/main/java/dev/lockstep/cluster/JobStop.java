package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of a job that keeps what it holds. It never drains: what waits for others goes on waiting
 * when the job goes on.
 *
 * @param cluster where the job is
 * @param job given by Flink
 */
public record JobStop(FlinkCluster cluster, String job) {
  private static final long POLL_MILLIS = 100;
  private static final Duration OUT_OF_SIGHT_AT_MOST = Duration.ofSeconds(30);
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  /**
   * Stops the job in order: what it has put out is committed.
   *
   * @param folder for the savepoint, as the cluster sees it; null for the cluster's own
   * @return where the savepoint is
   */
  public String withSavepoint(@Nullable String folder) throws InterruptedException {
    String request = ask(folder);
    long seenNanos = System.nanoTime();
    while (true) {
      JsonNode answer = answer(request, seenNanos);
      seenNanos = answer.isMissingNode() ? seenNanos : System.nanoTime();
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        String savepoint = location(answer.path("operation"));
        awaitEnd(savepoint);
        return savepoint;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** How far it is; a cluster that does not answer for a while is asked again. */
  private JsonNode answer(String request, long seenNanos) throws InterruptedException {
    try {
      return cluster.savepoint(job, request);
    } catch (ClusterFailure away) {
      if (System.nanoTime() - seenNanos < OUT_OF_SIGHT_AT_MOST.toNanos()) {
        return MissingNode.getInstance();
      }
      throw ClusterFailure.environment(
          "whether the job %s has stopped cannot be seen: %s".formatted(job, away.getMessage()),
          "look at it with ./lockstep status --job "
              + job
              + "; if it has, its savepoint is among its checkpoints on Flink's pages");
    }
  }

  /**
   * Ends the job as it is. What it put out after its newest checkpoint is not committed, and comes
   * again.
   *
   * @return where that checkpoint is
   */
  public String atCheckpoint() throws InterruptedException {
    if (!cluster.report(job).checkpoints().anyCompleted()) {
      throw ClusterFailure.finding(
          "the job " + job + " has completed no checkpoint: there is nothing to go on from",
          "the job goes on; look at it with ./lockstep status --job " + job);
    }
    try {
      cluster.cancel(job);
    } catch (FlinkRest.Refused refused) {
      throw ClusterFailure.finding(
          "the job was not ended: " + refused.reason(),
          "look at it with ./lockstep status --job " + job);
    }
    JobReport ended = new JobWatch(cluster, job, ENDS_WITHIN).until(JobReport::hasEnded);
    String checkpoint = ended.checkpoints().path();
    if (!ended.hasEnded() || checkpoint == null) {
      throw ClusterFailure.finding(
          "the job %s is %s, and its newest checkpoint is %s"
              .formatted(job, ended.job().state(), checkpoint == null ? "not there" : checkpoint),
          "when it has ended: submit SPEC --from-savepoint with that checkpoint");
    }
    return checkpoint;
  }

  /** The savepoint is there a moment before the job is gone. */
  private void awaitEnd(String savepoint) throws InterruptedException {
    JobReport report = new JobWatch(cluster, job, ENDS_WITHIN).until(JobReport::hasEnded);
    if (!report.hasEnded()) {
      throw ClusterFailure.finding(
          "the savepoint is " + savepoint + ", and the job has not ended: " + report.job().state(),
          "wait until ./lockstep status --job " + job + " tells that it has");
    }
  }

  private String ask(@Nullable String folder) throws InterruptedException {
    try {
      return cluster.stop(job, folder);
    } catch (FlinkRest.Refused refused) {
      if (refused.notFound()) {
        throw ClusterFailure.finding(
            "there is no job " + job + " on " + cluster.address(),
            "what is there: " + cluster.known());
      }
      String remedy =
          refused.reason().contains("savepoint")
              ? "say where: --savepoint DIR, a folder that the cluster can write to; or set"
                  + " execution.checkpointing.savepoint-dir on the cluster"
              : "the job goes on; look at it with ./lockstep status --job " + job;
      throw ClusterFailure.finding("the job was not stopped: " + refused.reason(), remedy);
    }
  }

  private String location(JsonNode operation) throws InterruptedException {
    if (operation.hasNonNull("location")) {
      return operation.path("location").asText();
    }
    String why = RootCause.of(operation.path("failure-cause").path("stack-trace").asText());
    boolean goesOn = !cluster.report(job).hasEnded();
    throw ClusterFailure.finding(
        "the savepoint failed: " + why,
        goesOn
            ? "the job goes on as before; look at it with ./lockstep status --job "
                + job
                + ". If it fails again and again: ./lockstep upgrade SPEC --from-checkpoint"
            : "the job has ended, and its newest checkpoint was kept: ./lockstep status --job "
                + job
                + " says where, and submit --from-savepoint goes on from there");
  }
}
