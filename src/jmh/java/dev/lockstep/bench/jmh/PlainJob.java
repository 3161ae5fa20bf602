package dev.lockstep.bench.jmh;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.bench.operator.Measurement;
import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.bench.workload.Workload.Drawn;
import dev.lockstep.event.Event;
import dev.lockstep.job.JobParts;
import dev.lockstep.pipeline.Plan;
import dev.lockstep.reconcile.Moment;
import dev.lockstep.reconcile.Reconciler;
import dev.lockstep.spec.JobSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The job of {@code bench operator}, taken apart. */
final class PlainJob {
  /** Before all events, so that no patience is ever over. */
  static final Moment MOMENT = new Moment(0, 1_700_000_000_000L, 0, 0, 0);

  private static final int ENTITIES = 50;
  private static final int ENTITY = 7;

  private PlainJob() {}

  static JobSpec spec() {
    return SpecResource.read(Measurement.class, "plain.yaml", Map.of());
  }

  static Reconciler reconciler() {
    Plan plan = JobParts.plan(spec(), false);
    ClassLoader classes = PlainJob.class.getClassLoader();
    return new Reconciler(plan.order(), plan.reducers().open(classes), plan.rules().open());
  }

  static Workload workload(int versions) {
    return Workload.of(Distribution.UNIFORM, ENTITIES, (long) ENTITIES * versions);
  }

  /** The events of one entity in order. */
  static List<Event> events(int versions) {
    Workload workload = workload(versions);
    return IntStream.rangeClosed(1, versions)
        .mapToObj(version -> workload.event(new Drawn(ENTITY, version), version))
        .toList();
  }
}
