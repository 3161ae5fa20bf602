package dev.lockstep.cli;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep demo}: the wrong result without Lockstep, the right one with it. */
@Command(
    name = "demo",
    description = "Shows what parallel consumers make of a stream, and what Lockstep makes of it.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "door-locks",
      description = "Which one; --list tells them all. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another number, another story. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--keyed",
      description = "Give records their entity as key, so that each entity has its partition.")
  private boolean keyed;

  @Option(names = "--list", description = "Tell which demonstrations there are.")
  private boolean list;

  @Spec private CommandSpec command;

  /** Exit 0 if Lockstep came to the truth and accounts for every event, 1 if it did not. */
  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    Path jobs = Path.of(System.getProperty("lockstep.home", "")).resolve("jobs");
    Set<String> names = Demonstration.names();
    if (list) {
      for (String each : names) {
        out.printf("%-12s%s%n", each, SpecHeader.read(jobs.resolve(each + ".yaml")).title());
      }
      return 0;
    }
    if (!names.contains(name)) {
      String message = "there is no demonstration " + name + "; there are ";
      throw CommandFailure.usage(message + String.join(", ", names));
    }
    return Interruption.abandonable(() -> show(out, jobs.resolve(name + ".yaml")));
  }

  private int show(PrintWriter out, Path specFile) throws Exception {
    JobSpec spec =
        SpecFile.read(specFile, DemoRun.changes(name)).job(command.commandLine().getErr());
    StatusLine status =
        new StatusLine(command.commandLine().getErr(), Boolean.getBoolean("lockstep.terminal"));
    DemoPage page =
        new DemoPage(out, Style.of(Boolean.getBoolean("lockstep.colours"), System.getenv()));
    Demonstration demonstration = Demonstration.of(name, keyed, seed);
    String topic = Objects.requireNonNull(spec.source().kafka()).topics().get(0);
    page.story(demonstration.story(), topic, keyed, seed);
    DemoResult result = new DemoRun(demonstration, spec, topic, page, status).run();
    page.spec(SpecHeader.read(specFile), DemoRun.changes(name));
    page.next(name);
    return exitCode(demonstration.story().truth(), result);
  }

  static int exitCode(Map<String, Map<String, String>> truth, DemoResult result) {
    return result.isRight(truth) ? 0 : 1;
  }
}
