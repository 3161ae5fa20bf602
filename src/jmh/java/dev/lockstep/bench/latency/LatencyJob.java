package dev.lockstep.bench.latency;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.TemporaryFolder;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/** The job that is measured, as {@code lockstep run} has it: in a process of its own. */
public final class LatencyJob {
  private LatencyJob() {}

  /** What a process of its own is started with; it runs until its input is closed. */
  public static void main(String[] arguments) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      JobSpec spec = spec(arguments);
      int parallelism = Integer.parseInt(arguments[5]);
      JobClient job = new KafkaRun(spec, parallelism, List.of(), folder.path()).start();
      ChildProcess.tell("started");
      while (System.in.read() >= 0) {
        // whoever started it says nothing, and closes the line
      }
      job.cancel().get();
    }
    System.exit(0);
  }

  /** Starts it in a process of its own. */
  static ChildProcess.Running start(LatencyRun run) throws IOException {
    List<String> arguments =
        List.of(
            run.name(),
            run.bootstrapServers(),
            run.checkpoint().toMillis() + "ms",
            run.bufferTimeout().toMillis() + "ms",
            run.backend().name().toLowerCase(Locale.ROOT),
            Integer.toString(run.parallelism()));
    return ChildProcess.of(LatencyJob.class, run.jvmOptions(), arguments).start();
  }

  /** The topic that it reads. */
  static String input(String name) {
    return name + "-in";
  }

  /** The topic that it writes. */
  static String output(String name) {
    return name + "-applied";
  }

  private static JobSpec spec(String[] arguments) {
    return SpecResource.read(
        LatencyJob.class,
        "latency.yaml",
        Map.of(
            "RUN", arguments[0],
            "BOOTSTRAP", arguments[1],
            "CHECKPOINT", arguments[2],
            "BUFFER_TIMEOUT", arguments[3],
            "BACKEND", arguments[4],
            "PARALLELISM", arguments[5]));
  }
}
