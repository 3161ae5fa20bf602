package dev.lockstep.pipeline;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PipelineIT} with other failures and kills on each run; the name of a run is its seed. */
@Tag("proof")
class PipelineProof {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static int taskManagers = 1;

  static LongStream seeds() {
    return new Random().longs(20L * Long.getLong("proof.scale", 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void failuresAndKillsChangeNothing(long seed, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Random random = new Random(seed);
    int records = Feed.of(seed).size();
    TestJob job =
        new TestJob(
            "proof " + seed,
            seed,
            PipelineIT.PLAN,
            1 + random.nextInt(4),
            Backend.values()[random.nextInt(Backend.values().length)],
            List.of(random.nextInt(records), random.nextInt(records)));
    CompletableFuture<Void> reached = Replay.stopAfter(job.run(), 1 + random.nextInt(records));
    JobClient client = job.build().executeAsync(job.run());
    reached.get(1, TimeUnit.MINUTES);
    cluster.terminateTaskManager(taskManagers - 1).get();
    cluster.startTaskManager();
    taskManagers++;
    PipelineIT.checkOutcome(job, client.getJobExecutionResult().get());
  }
}
