package dev.lockstep.bench.recovery;

import dev.lockstep.bench.measure.RunOptions;
import dev.lockstep.bench.measure.Runs;
import dev.lockstep.bench.measure.Table;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench recovery}. */
@Command(
    name = "recovery",
    description =
        "Measures the time from the end of a task manager to the first output after it, on RocksDB"
            + " with incremental checkpoints, beside a job without state. Exit 1 if an output is"
            + " wrong.",
    mixinStandardHelpOptions = true)
public final class RecoveryCommand implements Benchmark {
  private static final int IN_PROCESS_MANAGED_MIB = 64;

  /** The witness of the job without state has a bit for each. */
  private static final int EACH_AT_MOST = 60;

  @Option(
      names = "--entities",
      split = ",",
      paramLabel = "N",
      description = "How many entities, multiples of 50: ${DEFAULT-VALUE}.")
  private List<Integer> entities = List.of(1_000, 1_000_000);

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "Events of an entity, repeated ones not counted: ${DEFAULT-VALUE}.")
  private int each = 4;

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
    check();
    PrintWriter out = spec.commandLine().getOut();
    Runs<Crash, Recovered> runs = new Runs<>();
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      run(new Crash(Kind.STATELESS, entities.get(entities.size() - 1), each), repetition, runs);
      for (int count : entities) {
        run(new Crash(Kind.LOCKSTEP, count, each), repetition, runs);
      }
    }
    out.printf("%n%s", table(runs));
    out.flush();
    options.write(runs);
    return runs.allRight() ? 0 : 1;
  }

  private void check() {
    for (int count : entities) {
      if (count <= 0 || count % 50 != 0) {
        throw new ParameterException(
            spec.commandLine(), "--entities " + count + ": give multiples of 50");
      }
    }
    if (each < 1 || each > EACH_AT_MOST) {
      throw new ParameterException(
          spec.commandLine(), "--each " + each + ": give 1 to " + EACH_AT_MOST);
    }
  }

  private void run(Crash crash, int repetition, Runs<Crash, Recovered> runs) throws Exception {
    Recovered recovered = recovered(crash);
    runs.add(repetition, crash, recovered);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d  %s, %,d entities: %.0f ms from %.1f MiB, output %s%n",
        repetition,
        crash.kind().about(),
        crash.entities(),
        recovered.millis(),
        recovered.checkpointMib(),
        recovered.output());
    out.flush();
  }

  private Recovered recovered(Crash crash) throws Exception {
    if (inProcess) {
      return CrashRun.here(crash, IN_PROCESS_MANAGED_MIB);
    }
    try {
      return CrashRun.apart(crash, List.of("-Xms" + heap, "-Xmx" + heap));
    } catch (IOException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      return Recovered.failed();
    }
  }

  private static Table table(Runs<Crash, Recovered> runs) {
    Crash stateless = runs.subjects().iterator().next();
    Table table =
        new Table(
            List.of(
                "job", "entities", "first output, ms", "/no state", "checkpoint MiB", "output"));
    for (Crash crash : runs.subjects()) {
      table.row(
          List.of(
              crash.kind().about(),
              String.format(Locale.ROOT, "%,d", crash.entities()),
              runs.figure(crash, Recovered::millis).text("%.0f", ""),
              runs.ratio(crash, stateless, Recovered::millis).text("%.2f", ""),
              runs.figure(crash, Recovered::checkpointMib).text("%.1f", ""),
              runs.outputs(crash)));
    }
    return table;
  }
}
