package dev.lockstep.bench.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.logic.Reorderer;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.ProcessCosts;
import dev.lockstep.bench.measure.Stopwatch;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.bench.workload.Workload;
import java.io.IOException;
import java.util.List;

/** One run of one subject: in a process of its own, or in this one. */
public final class Measurement {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Measurement() {}

  /** What a process of its own is started with. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.tell(JSON.writeValueAsString(here(Trial.ofArguments(arguments))));
    System.exit(0);
  }

  /** Measures in a process of its own. */
  static Measured apart(Trial trial, List<String> options) throws IOException {
    String told = ChildProcess.of(Measurement.class, options, trial.arguments()).run();
    try {
      return JSON.readValue(told, Measured.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException(told, unreadable);
    }
  }

  /** Measures in this process; one at a time. */
  static Measured here(Trial trial) throws Exception {
    Workload workload = Workload.of(trial.distribution(), trial.entities(), trial.events());
    Stage stage = Stage.set(workload);
    if (trial.subject() == Subject.A0) {
      plainLoop(stage);
    } else {
      Graph.of(trial).execute();
    }
    Oracle oracle = stage.oracle();
    Stopwatch stopwatch = stage.stopwatch();
    return new Measured(
        workload.total(),
        stopwatch.wholePerSecond(),
        stopwatch.steadyPerSecond(),
        ProcessCosts.cpuSeconds(),
        trial.subject().doesTheJob() ? oracle.verdict() : oracle.verdictOnCount());
  }

  private static void plainLoop(Stage stage) {
    Workload workload = stage.workload();
    Oracle oracle = stage.oracle();
    Reorderer reorderer = new Reorderer(workload.entities());
    for (long i = 0; i < workload.total(); i++) {
      stage.stopwatch().tick();
      PeerEvent event = workload.peerEvent(workload.arrival(i));
      reorderer.accept(event, oracle::accept);
    }
    stage.stopwatch().end();
  }
}
