package dev.lockstep.job;

import dev.lockstep.connect.KafkaEvents;
import dev.lockstep.connect.KafkaSinks;
import dev.lockstep.event.Decoded;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.FlinkSpec;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A job between the Kafka topics of its spec. */
public final class KafkaJob {
  private static final Duration PAUSE_AT_MOST = Duration.ofSeconds(10);

  /** How long an event may wait for others between operators where results are seen at once. */
  private static final Duration SENT_ON_AFTER = Duration.ofMillis(5);

  private KafkaJob() {}

  /**
   * How a job runs on Flink: its spec's own properties win.
   *
   * @param defaultBackend where state is kept if the spec does not say
   */
  public static Configuration settings(JobSpec spec, Backend defaultBackend) {
    FlinkSpec flink = spec.flink();
    Backend backend = flink.backend() == null ? defaultBackend : flink.backend();
    Configuration settings = LockstepJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, name(backend));
    RocksDbSettings.put(settings, spec.delivery());
    if (spec.delivery() == Delivery.AT_LEAST_ONCE) {
      settings.set(ExecutionOptions.BUFFER_TIMEOUT, SENT_ON_AFTER);
    }
    checkpoints(settings, flink.checkpointInterval());
    restarts(settings);
    flink.properties().forEach(settings::setString);
    return settings;
  }

  private static String name(Backend backend) {
    return switch (backend) {
      case ROCKSDB -> "rocksdb";
      case HEAP -> "hashmap";
    };
  }

  /** A result is visible after the next checkpoint; what was kept outlives the job. */
  private static void checkpoints(Configuration settings, Duration interval) {
    Duration pause = interval.dividedBy(3);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        pause.compareTo(PAUSE_AT_MOST) < 0 ? pause : PAUSE_AT_MOST);
    // a cluster's own setting would leave records on their way out of all counts
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(10));
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** Patient with a broker that restarts, but not for ever: a job that cannot run must be seen. */
  private static void restarts(Configuration settings) {
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 50);
  }

  /**
   * Puts the job together.
   *
   * @param parallelism of the source and of what is keyed
   */
  public static void assemble(
      StreamExecutionEnvironment environment, JobSpec spec, int parallelism) {
    SourceSpec.Kafka kafka =
        Objects.requireNonNull(spec.source().kafka(), "the spec names no topics");
    SingleOutputStreamOperator<Decoded> decoded =
        environment
            .fromSource(
                KafkaEvents.source(
                    spec, kafka, JobParts.fields(spec), Layout.DECODED.typeInformation()),
                JobParts.watermarks(spec),
                "events")
            .uid(Uids.SOURCE)
            .setParallelism(parallelism);
    LockstepJob.assemble(
        decoded,
        controls(environment, spec, kafka),
        JobParts.plan(spec, false),
        parallelism,
        sinks(spec));
  }

  /** Control events come seldom: one subtask reads them. */
  private static @Nullable DataStream<Decoded> controls(
      StreamExecutionEnvironment environment, JobSpec spec, SourceSpec.Kafka kafka) {
    KafkaTopic topic = spec.control().kafka();
    return topic == null
        ? null
        : environment
            .fromSource(
                KafkaEvents.controls(
                    spec, kafka, topic, JobParts.fields(spec), Layout.DECODED.typeInformation()),
                WatermarkStrategy.noWatermarks(),
                "control")
            .uid(Uids.CONTROL_SOURCE)
            .setParallelism(1);
  }

  private static Sinks sinks(JobSpec spec) {
    return new Sinks(
        KafkaSinks.state(spec),
        KafkaSinks.applied(spec),
        KafkaSinks.analytics(spec),
        KafkaSinks.deadLetters(spec),
        KafkaSinks.incidents(spec),
        KafkaSinks.quarantine(spec),
        KafkaSinks.verdicts(spec));
  }
}
