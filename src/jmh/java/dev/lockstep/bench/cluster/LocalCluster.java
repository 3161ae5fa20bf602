package dev.lockstep.bench.cluster;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsHistory;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A cluster of one slot in this process, and the one job that runs on it. */
public final class LocalCluster implements AutoCloseable {
  private static final int CHECKPOINTS_REMEMBERED = 10_000;
  private static final long LOOK_EVERY_MILLIS = 20;

  private final MiniCluster cluster;
  private JobID job = new JobID();

  private LocalCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /** A running cluster. */
  public static LocalCluster start(Configuration settings) throws Exception {
    Configuration all = new Configuration(settings);
    all.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CHECKPOINTS_REMEMBERED);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(all)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
    return new LocalCluster(cluster);
  }

  /** Starts the job. */
  public void submit(StreamExecutionEnvironment environment)
      throws InterruptedException, ExecutionException {
    job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
  }

  /** Waits for something that the job brings about, or for the job's failure. */
  public void await(CompletableFuture<?> event) throws Exception {
    var ended = cluster.requestJobResult(job);
    CompletableFuture.anyOf(event, ended).get();
    if (!event.isDone()) {
      awaitEnd();
      throw new IllegalStateException("the job ended before it was to");
    }
  }

  /** Waits for the end of the job. */
  public void awaitEnd() throws Exception {
    cluster.requestJobResult(job).get().toJobExecutionResult(LocalCluster.class.getClassLoader());
  }

  /** Takes a checkpoint; all that was generated before has then been put out. */
  public CompletedCheckpointStats checkpoint(CheckpointType type)
      throws InterruptedException, ExecutionException {
    awaitAllRunning();
    long number = cluster.triggerCheckpoint(job, type).get();
    return (CompletedCheckpointStats)
        Objects.requireNonNull(history().getCheckpointById(number), "an unknown checkpoint");
  }

  /** The generator of a short stream can be through before the last task has begun. */
  private void awaitAllRunning() throws InterruptedException, ExecutionException {
    while (!allRunning()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private boolean allRunning() throws InterruptedException, ExecutionException {
    for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** The completed checkpoints so far, in their order. */
  public List<CompletedCheckpointStats> checkpoints()
      throws InterruptedException, ExecutionException {
    return history().getCheckpoints().stream()
        .filter(CompletedCheckpointStats.class::isInstance)
        .map(CompletedCheckpointStats.class::cast)
        .sorted((a, b) -> Long.compare(a.getCheckpointId(), b.getCheckpointId()))
        .toList();
  }

  private CheckpointStatsHistory history() throws InterruptedException, ExecutionException {
    return Objects.requireNonNull(
            cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot(), "no checkpoints")
        .getHistory();
  }

  /** Adds a second task manager, that has nothing to do while the first one lives. */
  public void addStandby() throws Exception {
    cluster.startTaskManager();
    while (cluster.requestClusterOverview().get().getNumTaskManagersConnected() < 2) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Ends the first task manager, and the job with it. */
  public void endFirst() {
    var unused = cluster.terminateTaskManager(0);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
