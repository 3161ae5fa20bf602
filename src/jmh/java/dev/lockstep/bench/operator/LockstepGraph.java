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
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The graph of a Lockstep job, whole, as its spec has it; only source and sinks are the bench's.
 */
final class LockstepGraph {
  private LockstepGraph() {}

  static StreamExecutionEnvironment of(Trial trial, StreamExecutionEnvironment environment) {
    boolean all = trial.subject() == Subject.LOCKSTEP_ALL;
    JobSpec spec =
        SpecResource.read(LockstepGraph.class, all ? "all.yaml" : "plain.yaml", Map.of());
    SingleOutputStreamOperator<Decoded> decoded =
        environment
            .fromSource(
                Graph.source(new Generator.Decoding(), Layout.DECODED.typeInformation()),
                JobParts.watermarks(spec),
                "generator")
            .uid(Uids.SOURCE);
    LockstepJob.assemble(decoded, null, JobParts.plan(spec, false), 1, sinks(all));
    return environment;
  }

  private static Sinks sinks(boolean all) {
    return new Sinks(
        all ? new WritingSink<>(AppliedLine::of) : new DiscardingSink<>(),
        new CheckingSink<>(LockstepGraph::show),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        new DiscardingSink<>(),
        all ? new WritingSink<>(VerdictLine::of) : new DiscardingSink<>());
  }

  private static void show(StateChange output, Oracle oracle) {
    if (output instanceof Change change) {
      Event event = change.event();
      Version version = Objects.requireNonNull(event.version());
      oracle.accept(event.entity(), version.number(), event.id());
    } else {
      throw new IllegalStateException("nobody asked for this: " + output);
    }
  }
}
