package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.job.RocksDbSettings;
import dev.lockstep.spec.Delivery;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph that is measured: generator, by key, operator, checking sink; parallelism 1, objects
 * reused, no checkpoints.
 */
final class Graph {
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(1024);

  private Graph() {}

  static StreamExecutionEnvironment of(Trial trial) {
    return switch (trial.subject()) {
      case A0 -> throw new IllegalArgumentException("a plain loop has no graph");
      case A1, A2, A3, A4, A4B -> byHand(trial);
      case LOCKSTEP, LOCKSTEP_ALL -> LockstepGraph.of(trial, environment(trial));
    };
  }

  private static StreamExecutionEnvironment environment(Trial trial) {
    Configuration settings = LockstepJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, trial.backend().flinkName());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
    // by hand one gives no uids, and has RocksDB as Flink has it
    boolean byHand = trial.subject().compareTo(Subject.LOCKSTEP) < 0;
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, byHand);
    if (!byHand) {
      RocksDbSettings.put(settings, Delivery.EXACTLY_ONCE);
    }
    return StreamExecutionEnvironment.createLocalEnvironment(1, settings);
  }

  /** So many numbers made into events, as fast as they are taken. */
  static <T> DataGeneratorSource<T> source(Generator<T> generator, TypeInformation<T> type) {
    long total = Stage.current().workload().total();
    return new DataGeneratorSource<>(generator, total, RateLimiterStrategy.noOp(), type);
  }

  private static StreamExecutionEnvironment byHand(Trial trial) {
    StreamExecutionEnvironment environment = environment(trial);
    TypeInformation<PeerEvent> type = TypeInformation.of(PeerEvent.class);
    environment
        .fromSource(
            source(new Generator.Peers(), type), WatermarkStrategy.noWatermarks(), "generator")
        .keyBy(event -> event.entityId, Types.STRING)
        .process(ByHand.operator(trial.subject()))
        .returns(type)
        .sinkTo(new CheckingSink<>((PeerEvent event, Oracle oracle) -> oracle.accept(event)));
    return environment;
  }
}
