package dev.lockstep.bench.files;

import dev.lockstep.bench.files.Passing.Kind;
import dev.lockstep.bench.measure.RunOptions;
import dev.lockstep.bench.measure.Runs;
import dev.lockstep.bench.measure.Table;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep bench files}. */
@Command(
    name = "files",
    description =
        "Measures `run` from files of JSON lines to files beside reading and decoding the same"
            + " lines alone. Exit 1 if an output is wrong.",
    mixinStandardHelpOptions = true)
public final class FilesCommand implements Benchmark {
  @Parameters(paramLabel = "SPEC", description = "The job.")
  private Path job = Path.of("");

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files of JSON lines, read in this order.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Of the keyed operator: ${DEFAULT-VALUE}.")
  private int parallelism = 1;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of each process: ${DEFAULT-VALUE}.")
  private String heap = "2g";

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Runs<Passing, Passed> runs = new Runs<>();
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      for (Kind kind : Kind.values()) {
        Passing passing = new Passing(kind, job, inputs, parallelism);
        Passed passed = passed(passing);
        runs.add(repetition, passing, passed);
        out.printf(
            Locale.ROOT,
            "%d  %s: %,d events, cold %.0f k/s, warm %.0f k/s, output %s%n",
            repetition,
            kind.about(),
            passed.events(),
            passed.coldPerSecond() / 1e3,
            passed.warmPerSecond() / 1e3,
            passed.output());
        out.flush();
      }
    }
    out.printf("%n%s", table(runs));
    out.flush();
    options.write(runs);
    return runs.allRight() ? 0 : 1;
  }

  private Passed passed(Passing passing) {
    try {
      return FilesRun.apart(passing, List.of("-Xms" + heap, "-Xmx" + heap));
    } catch (IOException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      return Passed.failed();
    }
  }

  private static Table table(Runs<Passing, Passed> runs) {
    Passing alone = runs.subjects().iterator().next();
    Table table =
        new Table(List.of("what", "first pass, s", "/alone", "third pass, s", "/alone", "output"));
    for (Passing passing : runs.subjects()) {
      table.row(
          List.of(
              passing.kind().about(),
              runs.figure(passing, Passed::coldSeconds).text("%.2f", ""),
              runs.ratio(passing, alone, Passed::coldPerSecond).text("%.2f", ""),
              runs.figure(passing, Passed::warmSeconds).text("%.2f", ""),
              runs.ratio(passing, alone, Passed::warmPerSecond).text("%.2f", ""),
              runs.outputs(passing)));
    }
    return table;
  }
}
