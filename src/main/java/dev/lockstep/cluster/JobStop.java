package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a job that keeps what it holds. It never drains: what waits for others goes on waiting
 * when the job goes on.
 *
 * @param cluster where the job is
 * @param job given by Flink
 * @param progress where it is told what need not be waited for
 */
public record JobStop(FlinkCluster cluster, String job, Consumer<String> progress) {
  private static final long POLL_MILLIS = 100;

  /**
   * Stops the job in order: what it has put out is committed.
   *
   * @param folder for the savepoint, as the cluster sees it; null for the cluster's own
   * @return where the savepoint is
   */
  public String withSavepoint(@Nullable String folder) throws InterruptedException {
    boolean goesToo = cluster.endsWithItsJob();
    String request = ask(folder);
    long seenNanos = System.nanoTime();
    while (true) {
      JsonNode answer = answer(request, seenNanos);
      seenNanos = answer.isMissingNode() ? seenNanos : System.nanoTime();
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        String savepoint = location(answer.path("operation"));
        awaitEnd(savepoint, goesToo);
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
      if (System.nanoTime() - seenNanos < cluster.outOfSightAtMost().toNanos()) {
        return MissingNode.getInstance();
      }
      throw unseen(away);
    }
  }

  /**
   * Ends the job as it is. What it put out after its newest checkpoint is not committed, and comes
   * again; if it has completed none, that is all since the savepoint that it went on from.
   *
   * @return where that checkpoint or savepoint is
   */
  public String atCheckpoint() throws InterruptedException {
    String newest = cluster.report(job).checkpoints().newest();
    if (newest == null) {
      throw ClusterFailure.finding(
          "the job %s has completed no checkpoint: there is nothing to go on from".formatted(job),
          ("the job goes on. If ./lockstep status --job %s goes on telling of no checkpoint: end it"
                  + " with `flink cancel -m %s %s`, and begin anew with submit SPEC")
              .formatted(job, cluster.address(), job));
    }
    JobReport ended = ended(newest);
    String last = ended.checkpoints().newest();
    if (!ended.hasEnded() || last == null) {
      throw ClusterFailure.finding(
          "the job %s is %s, and its newest checkpoint was %s so far"
              .formatted(job, ended.job().state(), last == null ? newest : last),
          "when it has ended: submit SPEC --from-savepoint with the newest that is told by"
              + " ./lockstep status --job "
              + job);
    }
    return last;
  }

  private JobReport ended(String newest) throws InterruptedException {
    try {
      cluster.cancel(job);
      return JobWatch.ofTheEnd(cluster, job).ended();
    } catch (FlinkRest.Refused refused) {
      throw ClusterFailure.finding(
          "the job was not ended: " + refused.reason(),
          "look at it with ./lockstep status --job " + job);
    } catch (ClusterFailure away) {
      throw unendedAt(newest, away);
    }
  }

  /** One may have been completed since it was looked at. */
  private ClusterFailure unendedAt(String newest, ClusterFailure away) {
    return ClusterFailure.environment(
        "whether the job %s has ended cannot be seen: %s".formatted(job, away.getMessage()),
        "when it has ended, as ./lockstep status --job "
            + job
            + " tells: submit SPEC --from-savepoint with the newest checkpoint that is told there;"
            + " so far it was "
            + newest);
  }

  /**
   * The savepoint is there a moment before the job is gone.
   *
   * @param goesToo whether the cluster ends with the job
   */
  private void awaitEnd(String savepoint, boolean goesToo) throws InterruptedException {
    JobReport report;
    try {
      report = JobWatch.ofTheEnd(cluster, job).until(JobReport::hasEnded);
    } catch (ClusterFailure away) {
      if (goesToo) {
        progress.accept(
            "the job is not to be seen any more: in application mode the cluster ends with it");
        return;
      }
      throw ClusterFailure.environment(
          "the savepoint is %s, and whether the job has ended cannot be seen: %s"
              .formatted(savepoint, away.getMessage()),
          onFrom(savepoint));
    }
    if (!report.hasEnded()) {
      throw ClusterFailure.finding(
          "the savepoint is " + savepoint + ", and the job has not ended: " + report.job().state(),
          onFrom(savepoint));
    }
  }

  private String onFrom(String savepoint) {
    return "when ./lockstep status --job %s tells no more that it runs: submit SPEC".formatted(job)
        + " --from-savepoint "
        + savepoint;
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
    } catch (ClusterFailure unanswered) {
      throw unseen(unanswered);
    }
  }

  /** Whoever asked does not know what became of it. */
  private ClusterFailure unseen(ClusterFailure away) {
    return ClusterFailure.environment(
        "whether the job %s has stopped cannot be seen: %s".formatted(job, away.getMessage()),
        "look at it with ./lockstep status --job "
            + job
            + "; if it has, its savepoint is told there: submit SPEC --from-savepoint with it");
  }

  private String location(JsonNode operation) throws InterruptedException {
    if (operation.hasNonNull("location")) {
      return operation.path("location").asText();
    }
    String why = RootCause.of(operation.path("failure-cause").path("stack-trace").asText());
    throw ClusterFailure.finding("the savepoint failed: " + why, afterFailedSavepoint());
  }

  private String afterFailedSavepoint() throws InterruptedException {
    try {
      return cluster.report(job).hasEnded()
          ? "the job has ended, and its newest checkpoint was kept: ./lockstep status --job "
              + job
              + " says where, and submit --from-savepoint goes on from there"
          : "the job goes on as before; look at it with ./lockstep status --job "
              + job
              + ". If it fails again and again: ./lockstep upgrade SPEC --from-checkpoint";
    } catch (ClusterFailure away) {
      return "look whether the job goes on with ./lockstep status --job " + job;
    }
  }
}
