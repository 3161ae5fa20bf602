package dev.lockstep.bench.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.TemporaryFolder;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.connect.EventFiles;
import dev.lockstep.job.FileRun;
import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.pipeline.TallyAccumulator;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Goes through files three times: in a process of its own, or in this one. */
public final class FilesRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RIGHT = "ok";
  private static final int PASSES = 3;

  private FilesRun() {}

  /** What a process of its own is started with. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.tell(JSON.writeValueAsString(here(Passing.ofArguments(arguments))));
    System.exit(0);
  }

  /** Runs it in a process of its own. */
  static Passed apart(Passing passing, List<String> options) throws IOException {
    String told = ChildProcess.of(FilesRun.class, options, passing.arguments()).run();
    return JSON.readValue(told, Passed.class);
  }

  /** Runs it in this process. */
  static Passed here(Passing passing) throws Exception {
    long events = lines(passing.inputs());
    Pass first = pass(passing, events);
    Pass last = first;
    for (int i = 1; i < PASSES; i++) {
      last = pass(passing, events);
    }
    String output = first.output.equals(RIGHT) ? last.output : first.output;
    return new Passed(events, first.seconds, last.seconds, output);
  }

  /** One pass through all files. */
  private record Pass(double seconds, String output) {}

  private static Pass pass(Passing passing, long events) throws Exception {
    return switch (passing.kind()) {
      case DECODE -> decode(passing);
      case RUN -> run(passing, events);
    };
  }

  private static Pass decode(Passing passing) throws Exception {
    JobSpec spec = spec(passing.spec());
    Configuration settings = LockstepJob.settings();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    environment
        .fromSource(
            EventFiles.source(
                passing.inputs(),
                JobParts.fields(spec),
                ControlLines.NONE,
                Layout.DECODED.typeInformation()),
            WatermarkStrategy.noWatermarks(),
            "files")
        .uid("files")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    return new Pass(seconds(environment.execute()), RIGHT);
  }

  private static Pass run(Passing passing, long events) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      FileRun run =
          new FileRun(
              spec(passing.spec()),
              passing.inputs(),
              ControlLines.NONE,
              folder.path(),
              passing.parallelism(),
              false,
              List.of());
      JobExecutionResult result = run.start().getJobExecutionResult().get();
      Tally tally = Objects.requireNonNull(result.getAccumulatorResult(TallyAccumulator.NAME));
      return new Pass(seconds(result), verdict(tally, events, folder.path()));
    }
  }

  private static double seconds(JobExecutionResult result) {
    return result.getNetRuntime(TimeUnit.MILLISECONDS) / 1e3;
  }

  /** Nothing may be lost, and all that was applied must be written. */
  private static String verdict(Tally tally, long events, Path output) throws IOException {
    long accounted = tally.verdicts() + tally.get(Tally.HELD);
    if (tally.get(Tally.RECEIVED) != events || accounted != events) {
      return "FAIL: of %d events %s".formatted(events, tally.counts());
    }
    long applied = lines(List.of(output.resolve("applied.jsonl")));
    return applied == tally.get(Verdict.APPLIED)
        ? RIGHT
        : "FAIL: %d lines, %s".formatted(applied, tally.counts());
  }

  private static long lines(List<Path> files) throws IOException {
    long lines = 0;
    for (Path file : files) {
      try (Stream<String> all = Files.lines(file)) {
        lines += all.filter(line -> !line.isBlank()).count();
      }
    }
    return lines;
  }

  private static JobSpec spec(Path file) throws IOException {
    var parsed = SpecParser.parse(Files.readString(file), List.of(), System.getenv());
    return Objects.requireNonNull(parsed.spec(), () -> file + ": " + parsed.problems());
  }
}
