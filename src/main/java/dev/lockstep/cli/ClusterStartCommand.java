package dev.lockstep.cli;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.embedded.LocalCluster;
import dev.lockstep.embedded.LocalClusterOptions;
import dev.lockstep.state.LocalPath;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep cluster start}: a Flink cluster of two processes, until it is interrupted. */
@Command(
    name = "start",
    description =
        "Starts a Flink cluster on this machine, of a job manager and a task manager, each a process"
            + " of its own. It runs until it is interrupted.",
    mixinStandardHelpOptions = true)
final class ClusterStartCommand implements Callable<Integer> {
  @Option(names = "--kafka", description = "Start a Kafka broker too, in this process.")
  private boolean kafka;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where --cluster finds it. Default: ${DEFAULT-VALUE}")
  private int port = 8081;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "How many subtasks it runs side by side. Default: ${DEFAULT-VALUE}")
  private int slots = 4;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Keep checkpoints, savepoints and logs here. Default: a temporary folder, which is removed.")
  private @Nullable Path folder;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    return Interruption.interruptible(this::untilInterrupted);
  }

  private int untilInterrupted() throws Exception {
    try (LocalCluster cluster = start()) {
      PrintWriter out = command.commandLine().getOut();
      out.printf(
          "Flink runs at %s: a job manager, and a task manager of %d slots%n",
          cluster.address(), slots);
      out.printf("  checkpoints  %s%n", LocalPath.of(cluster.checkpoints()));
      out.printf("  savepoints   %s%n", LocalPath.of(cluster.savepoints()));
      out.printf("  logs         %s%n", cluster.folder().resolve("*.log"));
      if (kafka) {
        withKafka(out);
      } else {
        untilInterrupted(out);
      }
    }
    return 0;
  }

  private void withKafka(PrintWriter out) {
    try (EmbeddedKafka broker = EmbeddedKafka.open(Map.of(), Map.of("num.partitions", "4"))) {
      out.printf("Kafka runs at %s%n", broker.bootstrapServers());
      out.printf("  export KAFKA_BOOTSTRAP_SERVERS=%s%n", broker.bootstrapServers());
      untilInterrupted(out);
    }
  }

  private static void untilInterrupted(PrintWriter out) {
    out.println("Interrupt it to stop both, and what they run");
    out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      out.println("Stopped");
      out.flush();
    }
  }

  private LocalCluster start() throws InterruptedException {
    try {
      return LocalCluster.start(
          new LocalClusterOptions(folder, port, slots, System.getProperty("java.class.path")));
    } catch (BindException taken) {
      throw CommandFailure.environment(
          "port " + port + " is taken\n  -> --port with another one, or stop what runs there");
    } catch (IOException | IllegalStateException failure) {
      throw CommandFailure.environment("the cluster does not start: " + failure.getMessage());
    }
  }
}
