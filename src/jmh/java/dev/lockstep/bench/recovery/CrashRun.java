package dev.lockstep.bench.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.cluster.Gate;
import dev.lockstep.bench.cluster.LocalCluster;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.TemporaryFolder;
import dev.lockstep.bench.operator.Stage;
import dev.lockstep.bench.workload.Workload;
import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;

/** Ends the task manager of one job: in a process of its own, or in this one. */
public final class CrashRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MIB = 1024 * 1024;
  private static final int MANAGED_MIB = 1024;

  /** What trickles behind the gate would last so long. */
  private static final int TRICKLE_SECONDS = 20;

  private CrashRun() {}

  /** What a process of its own is started with. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.tell(JSON.writeValueAsString(here(Crash.ofArguments(arguments), MANAGED_MIB)));
    System.exit(0);
  }

  /** Runs it in a process of its own. */
  static Recovered apart(Crash crash, List<String> options) throws IOException {
    String told = ChildProcess.of(CrashRun.class, options, crash.arguments()).run();
    return JSON.readValue(told, Recovered.class);
  }

  /** Runs it in this process; one at a time. */
  static Recovered here(Crash crash, int managedMib) throws Exception {
    Workload workload = crash.workload();
    Stage.set(workload);
    Witness witness = Witness.set(crash.kind(), workload);
    // a part of the stream is left for after the crash
    long rest = Math.max(1, workload.total() / 20);
    Gate gate = Gate.after(workload.total() - rest);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Configuration settings = CrashGraph.settings(folder.path(), managedMib);
      try (LocalCluster cluster = LocalCluster.start(settings)) {
        cluster.submit(CrashGraph.of(crash, settings, workload.total()));
        cluster.await(gate.reached());
        long bytes = cluster.checkpoint(CheckpointType.CONFIGURED).getStateSize();
        cluster.addStandby();
        witness.gateOpens();
        gate.trickle((double) rest / TRICKLE_SECONDS);
        cluster.await(witness.trickling());
        long endedNanos = System.nanoTime();
        cluster.endFirst();
        gate.open();
        cluster.await(witness.goingOn());
        double millis = (witness.goingOn().get() - endedNanos) / 1e6;
        cluster.awaitEnd();
        return new Recovered(millis, bytes / MIB, witness.verdict());
      }
    }
  }
}
