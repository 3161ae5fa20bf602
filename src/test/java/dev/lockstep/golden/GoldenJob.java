package dev.lockstep.golden;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.job.JobParts;
import dev.lockstep.job.KafkaJob;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.awaitility.Awaitility;

/** A job as it runs on a cluster, but for its source and its sinks. */
record GoldenJob(MiniCluster cluster, JobSpec spec, Backend backend, int parallelism) {
  /** For a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What a run is ended with. */
  enum Ending {
    /** A stop with a savepoint that any backend reads. */
    SAVEPOINT,
    /** A stop with a savepoint in the backend's own files. */
    NATIVE_SAVEPOINT,
    /** A checkpoint that outlives the job, as when its job manager dies. */
    CHECKPOINT
  }

  /** Where the state is that a run was ended with, and what had come out by then. */
  record Stopped(String savepoint, List<String> lines) {}

  /** Runs it on some records, and stops it with a savepoint. */
  Stopped run(Feed feed, String from, Path folder, Consumer<List<String>> ready) throws Exception {
    return run(feed, from, folder, ready, Ending.SAVEPOINT);
  }

  /**
   * Runs it on some records.
   *
   * @param from the savepoint that it goes on from, empty for none
   * @param folder where its own is put
   * @param ready is tried with what came out until it throws nothing
   */
  Stopped run(Feed feed, String from, Path folder, Consumer<List<String>> ready, Ending ending)
      throws Exception {
    String run = UUID.randomUUID().toString();
    JobClient job = build(run, feed, from, folder).executeAsync(run);
    try {
      CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
      Awaitility.await().atMost(PATIENCE).until(() -> feed.isRead(run));
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> ready.accept(Collected.of(run)));
      String savepoint = end(job, folder.toUri().toString(), ending);
      return new Stopped(savepoint, Story.sorted(Collected.of(run)));
    } finally {
      end(job);
    }
  }

  private String end(JobClient job, String folder, Ending ending) throws Exception {
    return switch (ending) {
      case SAVEPOINT -> job.stopWithSavepoint(false, folder, SavepointFormatType.CANONICAL).get();
      case NATIVE_SAVEPOINT ->
          job.stopWithSavepoint(false, folder, SavepointFormatType.NATIVE).get();
      case CHECKPOINT -> cluster.triggerCheckpoint(job.getJobID()).get();
    };
  }

  /** Its slots are for the next. */
  private static void end(JobClient job) throws Exception {
    if (!job.getJobStatus().get().isTerminalState()) {
      job.cancel().get();
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> job.getJobStatus().get().isGloballyTerminalState());
  }

  private StreamExecutionEnvironment build(String run, Feed feed, String from, Path folder) {
    Configuration settings = KafkaJob.settings(spec, backend);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    if (!from.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
      settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
    // not that of the context: jobs are started by threads that have none
    StreamExecutionEnvironment env =
        new TestStreamEnvironment(cluster, settings, parallelism, List.of(), List.of());
    long behindMillis = spec.watermarks().outOfOrderness().toMillis();
    var records =
        env.fromSource(
                new DataGeneratorSource<>(
                    feed.reading(run, JobParts.fields(spec)),
                    Long.MAX_VALUE,
                    new Pace(feed.size()),
                    Layout.DECODED.typeInformation()),
                WatermarkStrategy.<Decoded>forGenerator(context -> new WithEachEvent(behindMillis)),
                "story")
            .uid("story " + run)
            .setParallelism(1);
    LockstepJob.assemble(
        records, null, JobParts.plan(spec, false), parallelism, Collected.sinks(run));
    return env;
  }

  /** Event time goes on with each event: what is decided depends on no clock. */
  private static final class WithEachEvent implements WatermarkGenerator<Decoded> {
    private final long behindMillis;

    WithEachEvent(long behindMillis) {
      this.behindMillis = behindMillis;
    }

    @Override
    public void onEvent(Decoded record, long millis, WatermarkOutput output) {
      if (record instanceof Event event) {
        output.emitWatermark(new Watermark(event.timeMillis() - behindMillis - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
