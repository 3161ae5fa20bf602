package dev.lockstep.cli;

import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.JobReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep status}: how a job on a cluster is doing. */
@Command(
    name = "status",
    description =
        "Tells how a job on a Flink cluster is doing: tasks, restarts, checkpoints, failures.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of the job runs",
      "1:it does not, or there is no such job",
      "2:wrong usage or spec",
      "3:no cluster answers"
    },
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private JobArguments job;
  @Mixin private ClusterOption where;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    FlinkCluster cluster = where.cluster();
    JobReport report = cluster.report(job.newest(cluster, command.commandLine().getErr()));
    StatusText text = new StatusText(cluster.address(), report, System.currentTimeMillis());
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(text.json());
    } else {
      out.println(text.headline());
      text.facts().forEach(out::println);
    }
    return report.processes() ? 0 : 1;
  }
}
