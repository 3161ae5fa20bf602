package dev.lockstep.trial;

import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.job.KafkaJob;
import dev.lockstep.simulate.Chance;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker and a Flink cluster of two task managers, in this process, for one class of proofs. */
final class Site implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  static final int TASK_MANAGERS = 2;
  static final int SLOTS = 2 * TASK_MANAGERS;

  private final List<Integer> alive = new ArrayList<>();
  private int started;
  private MiniCluster flink;
  private EmbeddedKafka kafka;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    kafka = EmbeddedKafka.open();
    flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(
                    new Configuration()
                        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128)))
                .setNumTaskManagers(TASK_MANAGERS)
                .setNumSlotsPerTaskManager(SLOTS / TASK_MANAGERS)
                .withRandomPorts()
                .build());
    flink.start();
    for (; started < TASK_MANAGERS; started++) {
      alive.add(started);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try {
      flink.close();
    } finally {
      kafka.close();
    }
  }

  EmbeddedKafka kafka() {
    return Objects.requireNonNull(kafka);
  }

  /** Starts a job on the cluster. */
  JobClient start(JobSpec spec) throws Exception {
    Configuration settings = KafkaJob.settings(spec, Backend.HEAP);
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(flink, settings, SLOTS, List.of(), List.of());
    KafkaJob.assemble(environment, spec, Objects.requireNonNull(spec.flink().parallelism()));
    return environment.executeAsync(spec.name());
  }

  /** Ends any one of the task managers, and starts another in its place; done when it is gone. */
  CompletableFuture<Void> kill(Chance chance) throws Exception {
    Integer victim = chance.of(alive);
    CompletableFuture<Void> gone = flink.terminateTaskManager(victim);
    alive.remove(victim);
    flink.startTaskManager();
    alive.add(started++);
    return gone;
  }

  /** How often a job began anew because a part of it was lost. */
  int restarts(JobClient job) throws Exception {
    int restarts = 0;
    for (AccessExecutionVertex each :
        flink.getArchivedExecutionGraph(job.getJobID()).get().getAllExecutionVertices()) {
      restarts = Math.max(restarts, each.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return restarts;
  }

  /** A job that a failed proof leaves behind must not take the slots of the next one. */
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (JobStatusMessage each : flink.listJobs().get()) {
      if (!each.getJobState().isGloballyTerminalState()) {
        flink.cancelJob(each.getJobId()).get();
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> flink.getJobStatus(each.getJobId()).get().isGloballyTerminalState());
      }
    }
  }

  /** How many task managers there are: one that failed is missing. */
  int taskManagers() throws Exception {
    return flink.requestClusterOverview().get().getNumTaskManagersConnected();
  }
}
