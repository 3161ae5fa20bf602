package dev.lockstep.cli;

import dev.lockstep.connect.EventLines;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SourceSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep cluster load}: lines of files into the topic that a job reads. */
@Command(
    name = "load",
    description =
        "Sends files of JSON lines to the first topic of a spec's source, each line to the next"
            + " partition.",
    mixinStandardHelpOptions = true)
final class ClusterLoadCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "Events, one JSON value a line; .gz too; - is standard input.")
  private List<String> inputs = List.of();

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    SourceSpec.Kafka source = spec.source().kafka();
    if (source == null) {
      throw CommandFailure.usage("the spec names no topics: add source.kafka");
    }
    try (InputFiles files = InputFiles.of(inputs, System.in)) {
      List<Path> paths = files.paths();
      String topic = source.topics().get(0);
      long sent = EventLines.send(paths, source.bootstrapServers(), topic);
      out.printf(Locale.ROOT, "%,d events sent to %s%n", sent, topic);
    }
    return 0;
  }
}
