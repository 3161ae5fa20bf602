package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.job.Sinks;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.awaitility.Awaitility;

/** The real job of a spec on records of a test; when all are through it stops with a savepoint. */
record StoppedJob(MiniCluster cluster, JobSpec spec, Backend backend, int parallelism) {
  /** What came out of a run, and where its savepoint is. */
  record Stopped(String savepoint, List<String> lines) {}

  /**
   * Runs it.
   *
   * @param from a savepoint, empty for none
   */
  Stopped run(List<? extends Decoded> records, String from, Path folder) throws Exception {
    String run = UUID.randomUUID().toString();
    Feeding.begin(run, records);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(from));
    var decoded =
        env.fromSource(
                new DataGeneratorSource<>(
                    number -> number,
                    Long.MAX_VALUE,
                    new CheckpointPace(records.size() + 1, 0),
                    Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers",
                Types.LONG)
            .uid("numbers " + run)
            .setParallelism(1)
            .flatMap(new Feeding(run))
            .returns(Layout.DECODED.typeInformation())
            .uid("feeding")
            .setParallelism(1)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Decoded>forGenerator(context -> new AtOnce())
                    .withTimestampAssigner((record, before) -> ((Event) record).timeMillis()))
            .uid("watermarks")
            .setParallelism(1);
    Sinks sinks =
        new Sinks(new CommittedLines<>(run, Lines::of), null, null, null, null, null, null);
    LockstepJob.assemble(decoded, null, JobParts.plan(spec, false), parallelism, sinks);
    JobClient client = env.executeAsync(run);
    CommonTestUtils.waitForAllTaskRunning(cluster, client.getJobID(), false);
    Awaitility.await().until(() -> Feeding.isThrough(run));
    String savepoint =
        client
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    client.getJobExecutionResult().get();
    return new Stopped(savepoint, CommittedLines.take(run));
  }

  private Configuration settings(String from) {
    Configuration settings =
        LockstepJob.settings()
            .set(StateBackendOptions.STATE_BACKEND, backend.flink())
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    if (!from.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
      settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }
    return settings;
  }

  /** Event time goes on with each event. */
  private static final class AtOnce implements WatermarkGenerator<Decoded> {
    @Override
    public void onEvent(Decoded record, long millis, WatermarkOutput output) {
      output.emitWatermark(new Watermark(millis - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Hands out the records, then nothing for ever. */
  private static final class Feeding extends RichFlatMapFunction<Long, Decoded> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, List<? extends Decoded>> RECORDS = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> HANDED_OUT = new ConcurrentHashMap<>();

    private final String run;
    private transient int next;

    Feeding(String run) {
      this.run = run;
    }

    static void begin(String run, List<? extends Decoded> records) {
      RECORDS.put(run, List.copyOf(records));
      HANDED_OUT.put(run, new AtomicInteger());
    }

    static boolean isThrough(String run) {
      return HANDED_OUT.get(run).get() > RECORDS.get(run).size();
    }

    @Override
    public void open(OpenContext context) {
      next = 0;
    }

    @Override
    public void flatMap(Long number, Collector<Decoded> out) {
      List<? extends Decoded> records = RECORDS.get(run);
      if (next < records.size()) {
        out.collect(records.get(next++));
      }
      HANDED_OUT.get(run).incrementAndGet();
    }
  }
}
