package dev.lockstep.bench.recovery;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.bench.cluster.Gate;
import dev.lockstep.bench.operator.ByHand;
import dev.lockstep.bench.operator.Generator;
import dev.lockstep.bench.operator.LockstepGraph;
import dev.lockstep.bench.operator.Subject;
import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.job.KafkaJob;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graphs of the jobs that are ended: generator behind a gate, operator, witness. */
final class CrashGraph {
  private CrashGraph() {}

  /** How they run: checkpoints only when they are asked for, and no pause before a new start. */
  static Configuration settings(Path folder, int managedMib) {
    Configuration settings = KafkaJob.settings(spec(), Backend.ROCKSDB);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMib));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    return settings;
  }

  private static JobSpec spec() {
    return SpecResource.read(CrashGraph.class, "recovery.yaml", Map.of());
  }

  static StreamExecutionEnvironment of(Crash crash, Configuration settings, long total) {
    Configuration own = new Configuration(settings);
    // by hand one gives no uids
    own.set(PipelineOptions.AUTO_GENERATE_UIDS, crash.kind() == Kind.STATELESS);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(own);
    environment.setParallelism(1);
    switch (crash.kind()) {
      case STATELESS -> passThrough(environment, total);
      case LOCKSTEP ->
          LockstepGraph.assemble(
              environment,
              spec(),
              new DataGeneratorSource<>(
                  new Generator.Decoding(),
                  total,
                  Gate.strategy(),
                  Layout.DECODED.typeInformation()),
              LockstepGraph.only(new WitnessSink<>(CrashGraph::show)));
    }
    return environment;
  }

  private static void passThrough(StreamExecutionEnvironment environment, long total) {
    TypeInformation<PeerEvent> type = TypeInformation.of(PeerEvent.class);
    environment
        .fromSource(
            new DataGeneratorSource<>(new Generator.Peers(), total, Gate.strategy(), type),
            WatermarkStrategy.noWatermarks(),
            "generator")
        .keyBy(event -> event.entityId, Types.STRING)
        .process(ByHand.operator(Subject.A1))
        .returns(type)
        .sinkTo(
            new WitnessSink<>(
                (PeerEvent event, Witness witness, int writer) ->
                    witness.accept(writer, event.entityId, event.version, event.eventId)));
  }

  private static void show(StateChange output, Witness witness, int writer) {
    if (output instanceof Change change) {
      Event event = change.event();
      Version version = Objects.requireNonNull(event.version());
      witness.accept(writer, event.entity(), version.number(), event.id());
    } else {
      throw new IllegalStateException("nobody asked for this: " + output);
    }
  }
}
