package dev.lockstep.bench.plot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep bench plot}. */
@Command(
    name = "plot",
    description =
        "Draws what operator, kafka or scale wrote with --json as an SVG picture. Files of one"
            + " benchmark go into one.",
    mixinStandardHelpOptions = true)
public final class PlotCommand implements Benchmark {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What --json wrote.")
  private List<Path> files = List.of();

  @Option(names = "--to", required = true, paramLabel = "SVG", description = "The picture.")
  private Path to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<JsonNode> runs = new ArrayList<>();
    for (Path file : files) {
      new ObjectMapper().readTree(file.toFile()).forEach(runs::add);
    }
    Figures figures = figures(new ObjectMapper().valueToTree(runs));
    Files.writeString(to, new BarChart(figures.title(), figures.bars(runs)).svg());
    spec.commandLine().getOut().println(to);
    return 0;
  }

  private Figures figures(JsonNode runs) {
    try {
      return Figures.of(runs);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(
          spec.commandLine(), files + ": " + unknown.getMessage(), unknown);
    }
  }
}
