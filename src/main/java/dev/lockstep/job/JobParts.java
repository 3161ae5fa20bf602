package dev.lockstep.job;

import dev.lockstep.codec.EventFields;
import dev.lockstep.codec.EventFields.Constant;
import dev.lockstep.codec.EventFields.EntityField;
import dev.lockstep.codec.EventFields.Pair;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.codec.EventFields.Unversioned;
import dev.lockstep.codec.EventFields.VersionField;
import dev.lockstep.codec.ReadLimits;
import dev.lockstep.event.Decoded;
import dev.lockstep.pipeline.CacheBudget;
import dev.lockstep.pipeline.CriticalWatermarks;
import dev.lockstep.pipeline.Plan;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reduce.Reducers;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.rules.RuleBook;
import dev.lockstep.spec.EventSpec;
import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.spec.WatermarksSpec;
import dev.lockstep.state.JobIdentity;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The parts of a job that follow from its spec. */
public final class JobParts {
  private JobParts() {}

  /** How an event is read from a record. */
  public static EventFields fields(JobSpec spec) {
    EventSpec event = spec.event();
    return new EventFields(
        format(spec.source().format()),
        entity(event),
        event.id(),
        event.source(),
        event.type(),
        version(event.version()),
        event.time(),
        event.rank(),
        event.delete(),
        event.data(),
        spec.order().by(),
        spec.analyticsTypes(),
        ReadLimits.ofRecords(spec.source().sizeAtMostBytes()));
  }

  private static EventFields.Format format(SourceSpec.Format format) {
    return switch (format) {
      case JSON -> EventFields.Format.JSON;
      case CLOUDEVENTS -> EventFields.Format.CLOUD_EVENTS;
    };
  }

  private static EntityField entity(EventSpec event) {
    if (event.entity() instanceof ConstantEntity constant) {
      return new Constant(constant.id());
    }
    if (event.entity() instanceof EntityPointers pointers) {
      return new Pointers(pointers.pointers());
    }
    throw new AssertionError(event.entity());
  }

  private static VersionField version(VersionKey version) {
    List<String> pointers = version.pointers();
    return switch (pointers.size()) {
      case 0 -> new Unversioned();
      case 1 -> version.text() ? new Text(pointers.get(0)) : new Single(pointers.get(0));
      case 2 -> new Pair(pointers.get(0), pointers.get(1));
      default -> throw new IllegalStateException("a version of more than two parts: " + pointers);
    };
  }

  /**
   * What the operators need to know.
   *
   * @param skipAtEnd whether gaps are skipped at the end of a bounded input
   */
  public static Plan plan(JobSpec spec, boolean skipAtEnd) {
    Reduction reduction = spec.state().reduce();
    RuleBook rules = spec.rules();
    return new Plan(
        spec.orderPolicy(skipAtEnd),
        admission(spec),
        classes -> Reducers.of(reduction, classes),
        rules::open,
        spec.outputs().allVerdicts(),
        identity(spec),
        cache(spec),
        JobRedaction.redactor(spec));
  }

  private static CacheBudget cache(JobSpec spec) {
    Long bytes = spec.flink().cacheBytes();
    return CacheBudget.of(bytes == null ? CacheBudget.AUTOMATIC : bytes, writingAtMost(spec));
  }

  /**
   * How long what changed may be written before a snapshot. Where results are seen only after it, a
   * tenth of the time between two loses nobody anything; where they are seen at once, no event may
   * wait for long.
   */
  private static Duration writingAtMost(JobSpec spec) {
    Duration interval = spec.flink().checkpointInterval();
    return switch (spec.delivery()) {
      case EXACTLY_ONCE -> shorter(interval.dividedBy(10), Duration.ofSeconds(3));
      case AT_LEAST_ONCE -> shorter(interval.dividedBy(100), Duration.ofMillis(2));
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What the job's state is made with, as far as the spec says it. */
  public static JobIdentity identity(JobSpec spec) {
    return SpecFacts.of(spec);
  }

  /** How event time advances. */
  public static WatermarkStrategy<Decoded> watermarks(JobSpec spec) {
    WatermarksSpec watermarks = spec.watermarks();
    Duration idleAfter = watermarks.idleAfter();
    return new CriticalWatermarks(
            admission(spec), watermarks.outOfOrderness().toMillis(), watermarks.quiet().toMillis())
        .withIdleness(idleAfter);
  }

  private static Admission admission(JobSpec spec) {
    return new Admission(spec.watermarks().maxAhead().toMillis());
  }
}
