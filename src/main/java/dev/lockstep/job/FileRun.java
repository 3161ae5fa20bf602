package dev.lockstep.job;

import dev.lockstep.codec.AnalyticsLine;
import dev.lockstep.codec.AppliedLine;
import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.codec.IncidentLine;
import dev.lockstep.codec.QuarantineLine;
import dev.lockstep.codec.StateLine;
import dev.lockstep.codec.VerdictLine;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.connect.EventFiles;
import dev.lockstep.connect.LinesSink;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.pipeline.TallyAccumulator;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Tally;
import dev.lockstep.state.Uids;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job in this process, from files of JSON lines to files of JSON lines.
 *
 * @param spec the job
 * @param inputs the files, read in this order, plain or {@code .gz}
 * @param controls the control events that come between the lines
 * @param output the folder, there and free of earlier outputs
 * @param parallelism of the keyed operator
 * @param skipAtEnd whether gaps are skipped at the end of the input
 * @param jars with the user's classes
 */
public record FileRun(
    JobSpec spec,
    List<Path> inputs,
    ControlLines controls,
    Path output,
    int parallelism,
    boolean skipAtEnd,
    List<Path> jars) {
  /** The files that a run writes. */
  public static final List<String> OUTPUTS =
      List.of(
          "state.jsonl",
          "applied.jsonl",
          "analytics.jsonl",
          "dead-letters.jsonl",
          "incidents.jsonl",
          "quarantine.jsonl",
          "verdicts.jsonl");

  public FileRun {
    inputs = List.copyOf(inputs);
    jars = List.copyOf(jars);
  }

  /** Starts the job. */
  public JobClient start() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings());
    SingleOutputStreamOperator<Decoded> decoded =
        environment
            .fromSource(
                EventFiles.source(
                    inputs, JobParts.fields(spec), controls, Layout.DECODED.typeInformation()),
                JobParts.watermarks(spec),
                "files")
            .uid(Uids.SOURCE)
            .setParallelism(1);
    LockstepJob.assemble(decoded, null, JobParts.plan(spec, skipAtEnd), parallelism, sinks());
    return environment.executeAsync(spec.name());
  }

  /** Waits for the end of a started job. */
  public static Tally await(JobClient job) throws InterruptedException, ExecutionException {
    JobExecutionResult result = job.getJobExecutionResult().get();
    Tally tally = result.getAccumulatorResult(TallyAccumulator.NAME);
    return Objects.requireNonNull(tally, "the job counted nothing");
  }

  /** A run on files goes through once: it neither goes on from elsewhere nor begins again. */
  private Configuration settings() {
    Configuration settings = LockstepJob.settings();
    Backend backend = spec.flink().backend();
    settings.set(
        StateBackendOptions.STATE_BACKEND, backend == Backend.ROCKSDB ? "rocksdb" : "hashmap");
    RocksDbSettings.put(settings, spec.delivery());
    spec.flink().properties().forEach(settings::setString);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    settings.removeConfig(StateRecoveryOptions.SAVEPOINT_PATH);
    settings.set(PipelineOptions.JARS, jars.stream().map(jar -> jar.toUri().toString()).toList());
    return settings;
  }

  private Sinks sinks() {
    return new Sinks(
        lines("state.jsonl", StateLine::of),
        lines("applied.jsonl", AppliedLine::of),
        lines("analytics.jsonl", AnalyticsLine::of),
        lines("dead-letters.jsonl", letters(JobParts.fields(spec).limits().recordBytes())),
        lines("incidents.jsonl", IncidentLine::of),
        lines("quarantine.jsonl", QuarantineLine::of),
        lines("verdicts.jsonl", VerdictLine::of));
  }

  /** Of a line that is longer than may be, only the beginning was read. */
  private static LinesSink.Encoder<DeadLetter> letters(int lineBytesAtMost) {
    return letter -> {
      Bytes value = letter.raw().value();
      return value == null || value.length() <= lineBytesAtMost
          ? DeadLetterLine.of(letter)
          : DeadLetterLine.of(letter, Map.of("value", (long) value.length()));
    };
  }

  private <T> LinesSink<T> lines(String name, LinesSink.Encoder<T> encoder) {
    return new LinesSink<>(output.resolve(name), encoder);
  }
}
