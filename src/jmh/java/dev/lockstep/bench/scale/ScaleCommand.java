package dev.lockstep.bench.scale;

import dev.lockstep.bench.measure.RunOptions;
import dev.lockstep.bench.measure.Runs;
import dev.lockstep.bench.measure.Table;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench scale}. */
@Command(
    name = "scale",
    description =
        "Measures the keyed operator on RocksDB with ever more entities: rate, heap, checkpoints,"
            + " bytes of state. Exit 1 if an output is wrong.",
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Benchmark {
  private static final int IN_PROCESS_MANAGED_MIB = 64;

  @Option(
      names = "--entities",
      split = ",",
      paramLabel = "N",
      description = "How many entities, multiples of 50: ${DEFAULT-VALUE}.")
  private List<Integer> entities = List.of(100_000, 1_000_000, 10_000_000);

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "Events of an entity, repeated ones not counted: ${DEFAULT-VALUE}.")
  private int each = 4;

  @Option(
      names = "--at-least",
      paramLabel = "N",
      description = "Events in all at the least, for few entities: ${DEFAULT-VALUE}.")
  private long atLeast = 2_000_000;

  @Option(
      names = "--checkpoint",
      paramLabel = "DURATION",
      description = "Time between checkpoints: 10s.")
  private Duration checkpoint = Duration.ofSeconds(10);

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of each process: ${DEFAULT-VALUE}.")
  private String heap = "2g";

  @Option(
      names = "--in-process",
      description = "Measure all in this process: quick, and the figures say nothing.")
  private boolean inProcess;

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Size> sizes = entities.stream().map(this::size).toList();
    PrintWriter out = spec.commandLine().getOut();
    Runs<Size, Scaled> runs = new Runs<>();
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      for (Size size : sizes) {
        Scaled scaled = run(size);
        runs.add(repetition, size, scaled);
        out.println(line(repetition, size, scaled));
        out.flush();
      }
    }
    out.printf("%n%s", table(runs));
    out.flush();
    options.write(runs);
    return runs.allRight() ? 0 : 1;
  }

  private Size size(int count) {
    if (count <= 0 || count % 50 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--entities " + count + ": give multiples of 50");
    }
    return new Size(count, Math.max((long) count * each, atLeast), checkpoint.toMillis());
  }

  private Scaled run(Size size) throws Exception {
    if (inProcess) {
      return ScaleRun.here(size, IN_PROCESS_MANAGED_MIB);
    }
    try {
      return ScaleRun.apart(size, List.of("-Xms" + heap, "-Xmx" + heap));
    } catch (IOException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      return Scaled.failed();
    }
  }

  private static String line(int repetition, Size size, Scaled scaled) {
    return String.format(
        Locale.ROOT,
        "%d  %,d entities, %,d arrivals: %.0f k/s, heap %.0f MiB, %d checkpoints of %.0f ms and"
            + " %.1f MiB, full %.0f ms and %.1f MiB, output %s",
        repetition,
        size.entities(),
        scaled.arrivals(),
        scaled.perSecond() / 1000,
        scaled.heapMib(),
        scaled.checkpoints(),
        scaled.checkpointMillis(),
        scaled.incrementMib(),
        scaled.fullMillis(),
        scaled.fullMib(),
        scaled.output());
  }

  /** Ratios are to what was asked for first. */
  private static Table table(Runs<Size, Scaled> runs) {
    Size first = runs.subjects().iterator().next();
    Table table =
        new Table(
            List.of(
                "entities",
                "events each",
                "k events/s",
                "/first",
                "heap MiB",
                "checkpoint ms",
                "longest ms",
                "increment MiB",
                "full ms",
                "full MiB",
                "bytes/entity",
                "output"));
    for (Size size : runs.subjects()) {
      table.row(
          List.of(
              String.format(Locale.ROOT, "%,d", size.entities()),
              Long.toString(size.events() / size.entities()),
              runs.figure(size, run -> run.perSecond() / 1000).text("%.0f", ""),
              runs.ratio(size, first, Scaled::perSecond).text("%.2f", ""),
              runs.figure(size, Scaled::heapMib).text("%.0f", ""),
              runs.figure(size, Scaled::checkpointMillis).text("%.0f", ""),
              runs.figure(size, Scaled::longestMillis).text("%.0f", ""),
              runs.figure(size, Scaled::incrementMib).text("%.1f", ""),
              runs.figure(size, Scaled::fullMillis).text("%.0f", ""),
              runs.figure(size, Scaled::fullMib).text("%.1f", ""),
              runs.figure(size, Scaled::bytesPerEntity).text("%.0f", ""),
              runs.outputs(size)));
    }
    return table;
  }
}
