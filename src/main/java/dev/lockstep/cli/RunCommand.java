package dev.lockstep.cli;

import dev.lockstep.connect.ControlLines;
import dev.lockstep.job.FileRun;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.reduce.Reducers;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep run}: a job in this process. */
@Command(
    name = "run",
    description =
        "Runs a job in this process: between the Kafka topics of its spec until it is interrupted,"
            + " or from files of JSON lines to a folder of them.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Events, one JSON value a line; .gz too; - is standard input.")
  private List<String> inputs = List.of();

  @Option(
      names = "--control",
      paramLabel = "FILE",
      description =
          "Control events, one JSON value a line, each after the input's line `after-line`.")
  private @Nullable Path control;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for the results; made if it is missing.")
  private @Nullable Path output;

  @Option(
      names = "--embedded",
      description = "Start a Kafka broker for the job, and send it the input or the spec's sample.")
  private boolean embedded;

  @Option(names = "--create-topics", description = "Create the topics that are missing.")
  private boolean createTopics;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keep the state of a job between topics here, and go on from it. What it replaces is removed.")
  private @Nullable Path state;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many entities are worked on at once. Default: the spec's, or 2.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--end",
      paramLabel = "skip",
      description = "Skip gaps that are still open at the end of the input.")
  private @Nullable EndPolicy end;

  @Option(names = "--force", description = "Replace the results of an earlier run in DIR.")
  private boolean force;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "A jar with a reducer of your own; may be repeated.")
  private List<Path> jars = List.of();

  @Spec private CommandSpec command;

  /** What to do with open gaps at the end of the input. */
  enum EndPolicy {
    /** Give them up and release what is behind them. */
    SKIP
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    List<Path> classes = checked(spec);
    Path folderPath = output;
    if (folderPath == null) {
      return Interruption.interruptible(() -> live(spec, classes, out));
    }
    if (inputs.isEmpty() || embedded) {
      throw CommandFailure.usage("--output goes with --input FILE, and not with --embedded");
    }
    if (state != null || createTopics) {
      throw CommandFailure.usage("--state and --create-topics are for runs between Kafka topics");
    }
    refuseIfNotInFiles(spec, inputs);
    try (InputFiles files = InputFiles.of(inputs, System.in)) {
      // before anything is replaced
      ControlLines verbs = controls(files.paths());
      OutputFolder folder = OutputFolder.prepare(folderPath, force, files.paths());
      FileRun run =
          new FileRun(
              spec, files.paths(), verbs, folder.path(), parallelism(spec), end != null, classes);
      long startedNanos = System.nanoTime();
      JobClient job = run.start();
      if (Boolean.getBoolean("lockstep.terminal")) {
        Progress.show(job, files.paths(), command.commandLine().getErr());
      }
      Tally tally = await(job, folder);
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      RunSummary summary = new RunSummary(spec.name(), tally, seconds);
      folder.write(summary);
      summary.print(out, folder.path());
      return 0;
    }
  }

  private ControlLines controls(List<Path> files) {
    if (control == null) {
      return ControlLines.NONE;
    }
    try {
      return ControlLines.read(control, files);
    } catch (IOException unreadable) {
      throw CommandFailure.usage("the control events of " + control + " cannot be read");
    } catch (IllegalArgumentException misplaced) {
      throw CommandFailure.usage(control + ", " + misplaced.getMessage());
    }
  }

  private int live(JobSpec spec, List<Path> classes, PrintWriter out) throws Exception {
    if (control != null) {
      throw CommandFailure.usage("--control goes with --input FILE and --output DIR");
    }
    if (!inputs.isEmpty() && !embedded) {
      throw CommandFailure.usage("--input goes with --output DIR, or with --embedded");
    }
    if (embedded && state != null) {
      throw CommandFailure.usage(
          "--state goes with Kafka topics that stay: those of --embedded are gone after the run");
    }
    List<String> sent = sampleIfNone();
    refuseIfNotInFiles(spec, sent);
    try (StateFolder folder = StateFolder.of(state);
        InputFiles files = InputFiles.of(sent, System.in)) {
      LiveRun run = new LiveRun(spec, parallelism(spec), classes, folder.path(), out);
      return embedded ? run.embedded(files.paths()) : run.onOwnBrokers(createTopics);
    }
  }

  private static void refuseIfNotInFiles(JobSpec spec, List<String> files) {
    List<String> besideValue = spec.event().besideValue();
    if (!files.isEmpty() && !besideValue.isEmpty()) {
      throw CommandFailure.usage(
          "the spec reads `"
              + String.join("`, `", besideValue)
              + "`, and files have neither headers nor keys: run it between Kafka topics");
    }
  }

  /** An embedded run without input reads the sample stream that lies beside its spec. */
  private List<String> sampleIfNone() {
    String name =
        String.valueOf(arguments.file().getFileName()).replaceFirst("\\.ya?ml$", ".jsonl");
    Path sample = arguments.file().resolveSibling("samples").resolve(name);
    return inputs.isEmpty() && embedded && Files.exists(sample)
        ? List.of(sample.toString())
        : inputs;
  }

  private static Tally await(JobClient job, OutputFolder folder) throws InterruptedException {
    try {
      return FileRun.await(job);
    } catch (ExecutionException failure) {
      throw CommandFailure.environment(
          "the job failed: "
              + rootOf(failure)
              + "; the results in "
              + folder.path()
              + " are not complete");
    }
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private int parallelism(JobSpec spec) {
    Integer chosen = parallelism == null ? spec.flink().parallelism() : parallelism;
    int number = chosen == null ? 2 : chosen;
    if (number < 1 || number > LockstepJob.MAX_PARALLELISM) {
      throw CommandFailure.usage(
          "--parallelism must be 1 to " + LockstepJob.MAX_PARALLELISM + ", not " + number);
    }
    return number;
  }

  /** The jars, found to be there and to hold the reducer that the spec names. */
  private List<Path> checked(JobSpec spec) throws IOException {
    List<URL> places = new ArrayList<>();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw CommandFailure.usage("--jar " + jar + ": there is no such file");
      }
      places.add(jar.toUri().toURL());
    }
    try (URLClassLoader classes = new URLClassLoader(places.toArray(URL[]::new))) {
      Reducers.of(spec.state().reduce(), classes);
    } catch (IllegalArgumentException unusable) {
      String hint = unusable.getCause() instanceof ClassNotFoundException ? ": --jar JAR" : "";
      throw CommandFailure.usage(unusable.getMessage() + hint);
    }
    return jars;
  }
}
