package dev.lockstep.bench.latency;

import dev.lockstep.bench.kafka.Broker;
import dev.lockstep.bench.latency.Delays.Percentiles;
import dev.lockstep.bench.measure.Collector;
import dev.lockstep.bench.measure.RunOptions;
import dev.lockstep.bench.measure.Runs;
import dev.lockstep.bench.measure.Table;
import dev.lockstep.cli.Benchmark;
import dev.lockstep.spec.FlinkSpec.Backend;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench latency}. */
@Command(
    name = "latency",
    description =
        "Measures how long an event takes through a job between topics that is at-least-once, at"
            + " half of its maximum load. Starts a broker. Exit 1 if an output is wrong.",
    mixinStandardHelpOptions = true)
public final class LatencyCommand implements Benchmark {
  private static final double UNPACED = 1e12;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Arrivals per second: half of what a run at full speed shows.")
  private @Nullable Double rate;

  @Option(
      names = "--full-speed",
      paramLabel = "N",
      description = "How many events that run has: ${DEFAULT-VALUE}.")
  private long fullSpeedEvents = 1_000_000;

  @Option(
      names = "--entities",
      paramLabel = "N",
      description = "How many entities at the most, a multiple of 50: ${DEFAULT-VALUE}.")
  private int entities = 100_000;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      description = "Time at the beginning that is not measured: 2m.")
  private Duration warmUp = Duration.ofMinutes(2);

  @Option(names = "--lasts", paramLabel = "DURATION", description = "Time that is measured: 1m.")
  private Duration lasts = Duration.ofMinutes(1);

  @Option(
      names = "--checkpoint",
      paramLabel = "DURATION",
      description = "Time between checkpoints: 5s.")
  private Duration checkpoint = Duration.ofSeconds(5);

  @Option(
      names = "--buffer-timeout",
      paramLabel = "DURATION",
      description =
          "How long an event may wait for others on its way between two tasks: 5ms, as a job that"
              + " is at-least-once has it.")
  private Duration bufferTimeout = Duration.ofMillis(5);

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Of the job: ${DEFAULT-VALUE}. Broker, producer and reader need cores, too.")
  private int parallelism = 1;

  @Option(
      names = "--backend",
      paramLabel = "BACKEND",
      description = "Where entities are kept, ${COMPLETION-CANDIDATES}: ${DEFAULT-VALUE}.")
  private Backend backend = Backend.ROCKSDB;

  @Option(
      names = "--collector",
      paramLabel = "COLLECTOR",
      description = "Garbage collector of the job, ${COMPLETION-CANDIDATES}: ${DEFAULT-VALUE}.")
  private Collector collector = Collector.G1;

  @Option(
      names = "--pause",
      paramLabel = "DURATION",
      description = "How long a pause the job's collector aims at, 1ms or more: as the JDK has it.")
  private @Nullable Duration pause;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Heap of the job: ${DEFAULT-VALUE}.")
  private String heap = "2g";

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (entities <= 0 || entities % 50 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--entities " + entities + ": give a multiple of 50");
    }
    if (parallelism < 1) {
      throw new ParameterException(
          spec.commandLine(), "--parallelism " + parallelism + ": give 1 or more");
    }
    if (pause != null && pause.toMillis() < 1) {
      throw new ParameterException(
          spec.commandLine(), "--pause " + pause.toMillis() + "ms: give 1ms or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    Runs<Load, Delays> runs = new Runs<>();
    try (Broker broker = Broker.start()) {
      double perSecond = rate != null ? rate : half(broker, out);
      Load load = load(perSecond);
      for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
        Delays delays = run(broker, "latency-" + repetition).run(load);
        runs.add(repetition, load, delays);
        out.println(line(repetition, load, delays));
        out.flush();
      }
    }
    out.printf("%n%s", table(runs));
    out.flush();
    options.write(runs);
    return runs.allRight() ? 0 : 1;
  }

  private double half(Broker broker, PrintWriter out) throws Exception {
    Load load = Load.of(entities, fullSpeedEvents, UNPACED, Long.MAX_VALUE);
    Delays delays = run(broker, "full-speed").run(load);
    out.printf(
        Locale.ROOT,
        "at full speed: %.1f k/s, output %s%n",
        delays.perSecond() / 1000,
        delays.output());
    out.flush();
    return delays.perSecond() / 2;
  }

  private LatencyRun run(Broker broker, String name) {
    return new LatencyRun(
        name,
        broker.bootstrapServers(),
        parallelism,
        checkpoint,
        bufferTimeout,
        backend,
        jvmOptions());
  }

  private List<String> jvmOptions() {
    List<String> jvmOptions = new ArrayList<>(List.of("-Xmx" + heap, collector.option()));
    if (pause != null) {
      jvmOptions.add("-XX:MaxGCPauseMillis=" + pause.toMillis());
    }
    return jvmOptions;
  }

  private Load load(double perSecond) {
    double seconds = (warmUp.toMillis() + lasts.toMillis()) / 1000.0;
    return Load.of(
        entities,
        (long) (perSecond * seconds),
        perSecond,
        (long) (perSecond * warmUp.toMillis() / 1000));
  }

  private static String line(int repetition, Load load, Delays delays) {
    return String.format(
        Locale.ROOT,
        "%d  %.1f k/s: in order p50 %.1f, p99 %.1f, p99.9 %.1f ms; held, beyond the hold, p50 %.1f,"
            + " p99 %.1f, p99.9 %.1f ms; output %s",
        repetition,
        load.perSecond() / 1000,
        delays.inOrder().p50(),
        delays.inOrder().p99(),
        delays.inOrder().p999(),
        delays.held().p50(),
        delays.held().p99(),
        delays.held().p999(),
        delays.output());
  }

  private static Table table(Runs<Load, Delays> runs) {
    Table table =
        new Table(
            List.of(
                "arrivals/s",
                "events",
                "number",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "output"));
    for (Load load : runs.subjects()) {
      row(table, runs, load, "in order", Delays::inOrder);
      row(table, runs, load, "held, beyond the hold", Delays::held);
    }
    return table;
  }

  private static void row(
      Table table,
      Runs<Load, Delays> runs,
      Load load,
      String events,
      Function<Delays, Percentiles> part) {
    table.row(
        List.of(
            String.format(Locale.ROOT, "%.0f", load.perSecond()),
            events,
            runs.figure(load, run -> part.apply(run).count()).text("%.0f", ""),
            runs.figure(load, run -> part.apply(run).p50()).text("%.1f", ""),
            runs.figure(load, run -> part.apply(run).p99()).text("%.1f", ""),
            runs.figure(load, run -> part.apply(run).p999()).text("%.1f", ""),
            runs.figure(load, run -> part.apply(run).max()).text("%.1f", ""),
            runs.outputs(load)));
  }
}
