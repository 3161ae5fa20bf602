package dev.lockstep.cli;

import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.JobStart;
import dev.lockstep.spec.JobSpec;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep submit}: a job onto a Flink cluster. */
@Command(
    name = "submit",
    description = "Checks a job, sends it to a Flink cluster, and waits until it runs.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job runs",
      "1:it was sent and does not run, or a job of its name runs already",
      "2:wrong usage, a wrong spec, or no such savepoint",
      "3:no cluster, no broker, not enough slots, or the check before the start found an error; or"
          + " the cluster was lost from sight after the job was sent: the message says what may run"
    },
    mixinStandardHelpOptions = true)
final class SubmitCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;
  @Mixin private ClusterOption where;
  @Mixin private SubmissionOptions options;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description =
          "Go on from a savepoint or a kept checkpoint, as the cluster sees it. Default: begin anew.")
  private @Nullable String savepoint;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (savepoint == null) {
      options.refuseThoseOfASavepoint();
    }
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    FlinkCluster cluster = where.cluster();
    int parallelism = options.parallelism(spec, 1);
    JobStart start =
        new JobStart(
            cluster,
            spec.name(),
            parallelism,
            options.submission(arguments, spec, parallelism, false),
            savepoint);
    JobReport report = start.run();
    options.print(command.commandLine().getOut(), cluster, report, "");
    return 0;
  }
}
