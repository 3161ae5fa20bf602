package dev.lockstep.job;

import dev.lockstep.event.Decoded;
import dev.lockstep.pipeline.Pipeline;
import dev.lockstep.pipeline.Plan;
import dev.lockstep.pipeline.Streams;
import dev.lockstep.state.Uids;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/** A Lockstep job: source, pipeline, sinks. */
public final class LockstepJob {
  /** The number of key groups; fixed for the life of a job's state. */
  public static final int MAX_PARALLELISM = 360;

  private LockstepJob() {}

  /**
   * Starts a job between Kafka topics on a Flink cluster.
   *
   * @param args {@code --spec FILE}, {@code --set KEY=VALUE}, {@code --accept PRICE}, {@code
   *     --skip-entities}, {@code --create-topics}, {@code --check-only}
   */
  public static void main(String[] args) throws Exception {
    new ClusterJob(EntryArguments.of(args)).run(System.getenv());
  }

  /** The settings without which a job would not be what it promises. */
  public static Configuration settings() {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return settings;
  }

  /**
   * Puts a job together.
   *
   * @param decoded the records with their watermarks, uid and parallelism
   * @param controls the control input likewise, null when there is none
   * @param plan what the operators need to know
   * @param parallelism of the keyed operator and the ordered sinks, which are chained to it
   * @param sinks where the outputs go
   */
  public static void assemble(
      SingleOutputStreamOperator<Decoded> decoded,
      @Nullable DataStream<Decoded> controls,
      Plan plan,
      int parallelism,
      Sinks sinks) {
    Streams streams = Pipeline.assemble(decoded, controls, plan, parallelism);
    sink(streams.changes(), sinks.state(), Uids.STATE_SINK, parallelism);
    sink(streams.changes(), sinks.applied(), Uids.APPLIED_SINK, parallelism);
    sink(streams.analytics(), sinks.analytics(), Uids.ANALYTICS_SINK, decoded.getParallelism());
    sink(streams.deadLetters(), sinks.deadLetters(), Uids.DEAD_LETTERS_SINK, parallelism);
    sink(streams.incidents(), sinks.incidents(), Uids.INCIDENTS_SINK, parallelism);
    sink(streams.quarantined(), sinks.quarantine(), Uids.QUARANTINE_SINK, parallelism);
    sink(streams.rulings(), sinks.verdicts(), Uids.VERDICTS_SINK, parallelism);
  }

  /** What goes nowhere has no operator: each one costs every record that passes by it. */
  private static <T> void sink(
      DataStream<T> stream, @Nullable Sink<T> sink, String uid, int parallelism) {
    if (sink != null) {
      stream.sinkTo(sink).name(uid).uid(uid).setParallelism(parallelism);
    }
  }
}
