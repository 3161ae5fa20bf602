package dev.lockstep.cli;

import dev.lockstep.job.JobParts;
import dev.lockstep.savepoint.Checkup;
import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.savepoint.SpecChange;
import dev.lockstep.spec.JobSpec;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint check}: whether a job can go on from a savepoint. */
@Command(
    name = "check",
    description = "Reads every entity, and tells what of a savepoint a spec's job would refuse.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job can go on from it",
      "1:it would be refused, or has a price",
      "2:the spec has errors",
      "3:the savepoint cannot be read"
    },
    mixinStandardHelpOptions = true)
final class SavepointCheckCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PATH", description = "The savepoint.")
  private String path;

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "SPEC",
      description = "The spec of the job that is to go on from it.")
  private Path spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the spec. May be repeated.")
  private List<String> overrides = List.of();

  @Mixin private AcceptedPrices accepted;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    JobSpec job = SpecFile.read(spec, overrides).job(command.commandLine().getErr());
    Savepoint savepoint = SavepointCommand.open(path);
    Checkup checkup =
        Checkup.of(savepoint, job, JobParts.identity(job), accepted.prices(), StateBar.of(command));
    print(checkup, command.commandLine().getOut());
    return checkup.isClean() ? 0 : 1;
  }

  private static void print(Checkup checkup, PrintWriter out) {
    for (SpecChange change : checkup.changes()) {
      out.printf("%-10s %s%n", change.ruling().words(), change.text());
      if (change.isFinding()) {
        out.println("           -> " + change.wayOut());
      }
    }
    checkup.faults().forEach(fault -> out.println("fault      " + fault));
    out.printf(
        Locale.ROOT,
        "%,d entities and %,d held events read: %s%n",
        checkup.census().entities(),
        checkup.census().held(),
        checkup.isClean() ? "the job can go on from here" : "the job cannot go on like this");
  }
}
