package dev.lockstep.bench.parallelism;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.event.AnalyticsEvent;
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
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a job of Lockstep whose outputs are worked on in its own slots: those in order behind the
 * keyed operator, those without behind the lane.
 */
final class WorkRun {
  private WorkRun() {}

  /** Runs it in this process; one at a time. */
  static Done run(Work work) throws Exception {
    Foreman foreman = Foreman.set(work, Arriving.workload(work));
    JobSpec spec = SpecResource.read(WorkRun.class, work.order().spec(), Map.of());
    Configuration settings = LockstepJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, work.slots());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(work.slots(), settings);
    SingleOutputStreamOperator<Decoded> decoded =
        environment
            .fromSource(source(work), JobParts.watermarks(spec), "generator")
            .uid(Uids.SOURCE)
            // several generators would each have a part of every entity's events
            .setParallelism(work.order() == Order.NONE ? work.slots() : 1);
    LockstepJob.assemble(decoded, null, JobParts.plan(spec, false), work.slots(), sinks());
    environment.execute();
    return foreman.done();
  }

  private static DataGeneratorSource<Decoded> source(Work work) {
    return new DataGeneratorSource<>(
        new Arriving(work),
        Arriving.total(work),
        RateLimiterStrategy.noOp(),
        Layout.DECODED.typeInformation());
  }

  private static Sinks sinks() {
    return new Sinks(
        null,
        new WorkingSink<>(WorkRun::applied),
        new WorkingSink<>(
            (AnalyticsEvent event, Foreman foreman) ->
                foreman.passed(event.raw().origin().offset())),
        null,
        null,
        null,
        null);
  }

  private static void applied(StateChange output, Foreman foreman) {
    if (output instanceof Change change) {
      Event event = change.event();
      Version version = Objects.requireNonNull(event.version());
      foreman.applied(event.entity(), version.number(), event.id());
    } else {
      throw new IllegalStateException("nobody asked for this: " + output);
    }
  }
}
