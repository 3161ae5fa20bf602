package dev.lockstep.cli;

import dev.lockstep.codec.Decoder;
import dev.lockstep.job.JobParts;
import dev.lockstep.replay.Pace;
import dev.lockstep.replay.Selection;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep replay}: dead letters back to where they came from. */
@Command(
    name = "replay",
    description = "Sends dead letters back to their source: in order per entity, each once.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was selected is sent, or would be",
      "1:some had to be left out, and somebody must look at them",
      "2:wrong usage or spec",
      "3:the brokers do not play along; the same command goes on where it was"
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;
  @Mixin private LetterSelection letters;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      description = "How many records, as 200/s, 30/m, 5/h. Default: ${DEFAULT-VALUE}.")
  private String rate = "200/s";

  @Option(
      names = "--dry-run",
      description = "Send nothing: show what is selected, and what will become of it.")
  private boolean dryRun;

  @Option(
      names = "--again",
      description = "Send also what an earlier replay with the same options has sent.")
  private boolean again;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Read the dead letters of a run on files instead of the spec's topic.")
  private @Nullable Path input;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "With --input: write the original records here, for `run --input`.")
  private @Nullable Path output;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "With --input: what the run read, for letters that were redacted.")
  private List<Path> sources = List.of();

  @Option(names = "--force", description = "With --output: replace a file that is there.")
  private boolean force;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    Selection selection = letters.selection();
    Pace pace = Pace.of(rate, System.nanoTime());
    if (pace == null) {
      throw CommandFailure.usage("--rate " + rate + " is no rate: write 200/s, 30/m or 5/h");
    }
    checkFiles();
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    ReplayPage page =
        new ReplayPage(
            spec.order().by(),
            json,
            command.commandLine().getOut(),
            command.commandLine().getErr());
    if (input != null) {
      return new FileReplay(
              input, output, sources, Decoder.of(JobParts.fields(spec)), selection, page)
          .run(dryRun);
    }
    SourceSpec.Kafka source = spec.source().kafka();
    if (source == null) {
      throw CommandFailure.usage(
          "the spec names no topics: add source.kafka, or give --input and --output");
    }
    KafkaTopic topic = OperatorTopics.of(spec, Output.DEAD_LETTERS, "dead-letters");
    TopicReplay replay = new TopicReplay(spec, source, topic, selection, page);
    return dryRun ? replay.look(again) : Interruption.interruptible(() -> replay.send(pace, again));
  }

  private void checkFiles() throws IOException {
    if (input == null && (output != null || !sources.isEmpty() || force)) {
      throw CommandFailure.usage("--output, --source and --force go with --input FILE");
    }
    if (input != null && !dryRun && output == null) {
      throw CommandFailure.usage("--input goes with --output FILE, or with --dry-run");
    }
    for (Path file : sources) {
      requireFile("--source", file);
    }
    if (input != null) {
      requireFile("--input", input);
    }
    if (output != null) {
      checkOutput(output);
    }
  }

  private void checkOutput(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CommandFailure.usage("--output " + file + ": there is no such folder");
    }
    if (!Files.exists(file)) {
      return;
    }
    if (!force || !Files.isRegularFile(file)) {
      throw CommandFailure.usage(file + " is there: name another file, or add --force");
    }
    List<Path> read = new ArrayList<>(sources);
    read.add(Objects.requireNonNull(input));
    for (Path each : read) {
      if (Files.isSameFile(file, each)) {
        throw CommandFailure.usage(each + " is read and would be replaced: name another --output");
      }
    }
  }

  private static void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw CommandFailure.usage(option + " " + file + ": there is no such file");
    }
  }
}
