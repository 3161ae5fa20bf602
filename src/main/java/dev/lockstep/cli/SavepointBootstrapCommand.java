package dev.lockstep.cli;

import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.savepoint.Bootstrap;
import dev.lockstep.savepoint.Dump;
import dev.lockstep.savepoint.DumpSource;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint bootstrap}: a dump becomes the state that a job begins with. */
@Command(
    name = "bootstrap",
    description = "Makes a savepoint of a dump: JSON lines, or a table, of entity, version, state.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the savepoint is there",
      "1:the dump has errors, and nothing was made",
      "2:wrong usage, the spec has errors, or the folder is there already",
      "3:the database cannot be read, or the savepoint cannot be written"
    },
    mixinStandardHelpOptions = true)
final class SavepointBootstrapCommand implements Callable<Integer> {
  @Mixin private DumpOptions from;

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "SPEC",
      description = "The spec of the job that is to begin with it.")
  private Path spec;

  @Option(names = "--to", required = true, paramLabel = "PATH", description = "The new folder.")
  private Path to;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = command.commandLine().getErr();
    JobSpec job = SpecFile.read(spec, List.of()).job(err);
    DumpSource source = from.source(System.getenv());
    if (Files.exists(to)) {
      throw CommandFailure.usage(to + " is there already");
    }
    try (Dump dump = read(source, job)) {
      if (!dump.problems().isEmpty()) {
        dump.problems().forEach(err::println);
        return 1;
      }
      Bootstrap.write(dump, JobParts.identity(job), to, StateBar.of(command));
      command
          .commandLine()
          .getOut()
          .printf(Locale.ROOT, "%,d entities in the savepoint %s%n", dump.entities(), to);
      return 0;
    } catch (FileSystemException failure) {
      throw CommandFailure.environment("cannot read or write " + failure.getMessage());
    } catch (IOException failure) {
      throw CommandFailure.environment(String.valueOf(failure.getMessage()));
    }
  }

  private Dump read(DumpSource source, JobSpec job) throws IOException {
    Path parent = to.toAbsolutePath().getParent();
    if (parent == null) {
      throw CommandFailure.usage(to + " is no new folder");
    }
    Files.createDirectories(parent);
    RowCount count = new RowCount(command, source.word());
    try {
      return Dump.read(source, job, LockstepJob.MAX_PARALLELISM, parent, count);
    } finally {
      count.end();
    }
  }
}
