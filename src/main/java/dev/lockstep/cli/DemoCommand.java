package dev.lockstep.cli;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  @Option(names = "--list", description = "Tell which demonstrations there are.")
  private boolean list;

  @Spec private CommandSpec command;

  /** Exit 0 if Lockstep came to the truth, 1 if it did not. */
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
    return show(out, jobs.resolve(name + ".yaml"));
  }

  private int show(PrintWriter out, Path specFile) throws Exception {
    JobSpec spec = SpecFile.read(specFile, List.of()).job(command.commandLine().getErr());
    Style style = Style.of(Boolean.getBoolean("lockstep.colours"), System.getenv());
    DemoPage page = new DemoPage(out, style);
    Demonstration demonstration = Demonstration.run(name, seed);
    page.story(demonstration, seed);
    out.flush();
    DemoJob.Result result = DemoJob.run(spec, demonstration);
    page.comparison(demonstration, result);
    page.verdicts(demonstration, result);
    page.spec(SpecHeader.read(specFile));
    page.next(name);
    out.flush();
    return exitCode(demonstration.story().truth(), result.states());
  }

  static int exitCode(
      Map<String, Map<String, String>> truth, Map<String, Map<String, String>> states) {
    return states.equals(truth) ? 0 : 1;
  }
}
