package dev.lockstep.cli;

import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.savepoint.Bootstrap;
import dev.lockstep.savepoint.Dump;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint bootstrap}: a dump becomes the state that a job begins with. */
@Command(
    name = "bootstrap",
    description = "Makes a savepoint of a dump: JSON lines of entity, version, state.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the savepoint is there",
      "1:the dump has errors, and nothing was made",
      "2:the spec has errors, or the folder is there already",
      "3:it cannot be written"
    },
    mixinStandardHelpOptions = true)
final class SavepointBootstrapCommand implements Callable<Integer> {
  @Option(names = "--from", required = true, paramLabel = "FILE", description = "The dump.")
  private Path from;

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
    if (!Files.isReadable(from) || Files.isDirectory(from)) {
      throw CommandFailure.usage("there is no dump to read at " + from);
    }
    if (Files.exists(to)) {
      throw CommandFailure.usage(to + " is there already");
    }
    StatusLine status = new StatusLine(err, Boolean.getBoolean("lockstep.terminal"));
    status.tell("reading " + from);
    Dump dump = Dump.look(from, job);
    status.clear();
    if (!dump.problems().isEmpty()) {
      dump.problems().forEach(err::println);
      return 1;
    }
    status.tell(String.format(Locale.ROOT, "writing %,d entities", dump.entities()));
    Bootstrap.write(
        from, JobParts.identity(job), LockstepJob.MAX_PARALLELISM, to.toUri().toString());
    status.clear();
    command
        .commandLine()
        .getOut()
        .printf(Locale.ROOT, "%,d entities in the savepoint %s%n", dump.entities(), to);
    return 0;
  }
}
