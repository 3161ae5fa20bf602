package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.job.Sinks;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.SerializableFunction;

/** The real job between a replayable source and sinks that commit with checkpoints. */
record TestJob(
    String run,
    long seed,
    Plan plan,
    int parallelism,
    Backend backend,
    List<Integer> failAfter,
    long slowFrom,
    boolean operated) {
  TestJob(
      String run, long seed, Plan plan, int parallelism, Backend backend, List<Integer> failAfter) {
    this(run, seed, plan, parallelism, backend, failAfter, 0, false);
  }

  TestJob slowFrom(long number) {
    return new TestJob(run, seed, plan, parallelism, backend, failAfter, number, operated);
  }

  /** With operators at work, and one source, so that all comes in one order. */
  TestJob withOperators() {
    return new TestJob(run, seed, plan, parallelism, backend, failAfter, slowFrom, true);
  }

  List<Decoded> records() {
    return operated ? Feed.operated(seed) : Feed.of(seed);
  }

  StreamExecutionEnvironment build() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    env.setParallelism(operated ? 1 : parallelism);
    var decoded =
        env.fromSource(
                new DataGeneratorSource<>(number -> number, records().size(), pace(), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers",
                Types.LONG)
            .uid(Uids.SOURCE)
            .map(new Replay(run, seed, operated, failAfter))
            .returns(Layout.DECODED.typeInformation())
            .uid("replay")
            .assignTimestampsAndWatermarks(
                new CriticalWatermarks(new Admission(Long.MAX_VALUE / 4), 10_000, 10_000))
            .uid("watermarks");
    LockstepJob.assemble(decoded, null, backend.of(plan), parallelism, sinks());
    return env;
  }

  /** Ten checkpoints, or as many in the last part of the records alone. */
  private CheckpointPace pace() {
    return new CheckpointPace(records().size() / 10, slowFrom);
  }

  private Sinks sinks() {
    return new Sinks(
        sink(Lines::of),
        sink(change -> "emitted " + Lines.of(change)),
        sink(event -> "passed " + event.type()),
        sink(Lines::of),
        sink(Lines::of),
        sink(Lines::of),
        sink(Lines::of));
  }

  private <T> CommittedLines<T> sink(SerializableFunction<T, String> line) {
    return new CommittedLines<>(run, line);
  }

  private Configuration configuration() {
    return LockstepJob.settings()
        .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20))
        .set(StateBackendOptions.STATE_BACKEND, backend.flink())
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
  }
}
