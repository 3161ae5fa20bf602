package dev.lockstep.bench.operator;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.codec.AppliedLine;
import dev.lockstep.codec.VerdictLine;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.job.Sinks;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The graph of a Lockstep job, whole, as its spec has it; only source and sinks are the bench's.
 */
public final class LockstepGraph {
  private LockstepGraph() {}

  static StreamExecutionEnvironment of(Trial trial, StreamExecutionEnvironment environment) {
    boolean all = trial.subject() == Subject.LOCKSTEP_ALL;
    JobSpec spec =
        SpecResource.read(LockstepGraph.class, all ? "all.yaml" : "plain.yaml", Map.of());
    assemble(
        environment,
        spec,
        Graph.source(new Generator.Decoding(), Layout.DECODED.typeInformation()),
        sinks(all));
    return environment;
  }

  /** The graph of a spec behind a generator, its operator at parallelism 1. */
  public static void assemble(
      StreamExecutionEnvironment environment,
      JobSpec spec,
      DataGeneratorSource<Decoded> generator,
      Sinks sinks) {
    SingleOutputStreamOperator<Decoded> decoded =
        environment.fromSource(generator, JobParts.watermarks(spec), "generator").uid(Uids.SOURCE);
    LockstepJob.assemble(decoded, null, JobParts.plan(spec, false), 1, sinks);
  }

  /** Sinks of a job of which only the applied events are wanted. */
  public static Sinks only(Sink<StateChange> applied) {
    return new Sinks(null, applied, null, null, null, null, null);
  }

  private static Sinks sinks(boolean all) {
    CheckingSink<StateChange> checking = new CheckingSink<>(LockstepGraph::show);
    return all
        ? new Sinks(
            new WritingSink<>(AppliedLine::of),
            checking,
            null,
            null,
            null,
            null,
            new WritingSink<>(VerdictLine::of))
        : only(checking);
  }

  /** Shows an applied event to the oracle; there must be nothing else. */
  public static void show(StateChange output, Oracle oracle) {
    if (output instanceof Change change) {
      Event event = change.event();
      Version version = Objects.requireNonNull(event.version());
      oracle.accept(event.entity(), version.number(), event.id());
    } else {
      throw new IllegalStateException("nobody asked for this: " + output);
    }
  }
}
