package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.JobStop;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep stop}: the end of a job on a cluster, with a savepoint. */
@Command(
    name = "stop",
    description =
        "Stops a job on a Flink cluster with a savepoint: what it has put out is committed, what it"
            + " holds is kept.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job was stopped",
      "1:it was not, or there is no such job",
      "2:wrong usage or spec",
      "3:no cluster answers"
    },
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  private static final String OF_THE_CLUSTER = "";

  @Mixin private JobArguments job;
  @Mixin private ClusterOption where;

  @Option(
      names = "--savepoint",
      arity = "0..1",
      fallbackValue = OF_THE_CLUSTER,
      paramLabel = "DIR",
      description =
          "Keep the state in a folder below DIR, as the cluster sees it. Default: the cluster's own.")
  private @Nullable String folder;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    String chosen = folder;
    if (chosen == null) {
      throw CommandFailure.usage(
          "a job is stopped with --savepoint [DIR]: without it what it holds would be lost");
    }
    FlinkCluster cluster = where.cluster();
    PrintWriter err = command.commandLine().getErr();
    String id = job.running(cluster, err);
    String savepoint =
        new JobStop(cluster, id, err::println)
            .withSavepoint(chosen.equals(OF_THE_CLUSTER) ? null : chosen);
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().createObjectNode().put("job", id).put("savepoint", savepoint));
    } else {
      out.printf("Stopped %s; its savepoint is%n  %s%n", id, savepoint);
    }
    return 0;
  }
}
