package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.spec.OrderSpec.Route;
import dev.lockstep.spec.SourceSpec.Format;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One job as its user describes it, every default resolved.
 *
 * @param name the identity of the job: consumer group, transaction prefix, state
 * @param source what is read
 * @param event where a record says what Lockstep must know
 * @param analyticsTypes types of the analytics lane; all others are critical
 * @param order how events are ordered
 * @param duplicates how long events are recognised
 * @param watermarks how event time advances
 * @param state how events become state
 * @param outputs where results go
 * @param delivery how often a result may reach an output
 * @param flink how it runs on Flink
 */
public record JobSpec(
    String name,
    SourceSpec source,
    EventSpec event,
    Set<String> analyticsTypes,
    OrderSpec order,
    DuplicatesSpec duplicates,
    WatermarksSpec watermarks,
    StateSpec state,
    OutputsSpec outputs,
    Delivery delivery,
    FlinkSpec flink) {
  public JobSpec {
    analyticsTypes = Set.copyOf(analyticsTypes);
  }

  /**
   * How the core orders this job's events.
   *
   * @param skipAtEnd whether gaps are skipped at the end of a bounded input under {@code on-gap:
   *     wait}
   */
  public OrderPolicy orderPolicy(boolean skipAtEnd) {
    Long jumpAtMost = order.jumpAtMost();
    return new OrderPolicy(
        order.by(),
        order.startsAt(),
        new Patience(order.waitFor().toMillis(), order.onGap(), limitMillis(), skipAtEnd),
        order.holdAtMost(),
        jumpAtMost == null ? OrderPolicy.UNLIMITED : jumpAtMost,
        order.restartOn(),
        new Routes(order.onStale() == Route.DEAD_LETTER, order.onLate() == Route.DEAD_LETTER),
        order.ties(),
        new MemoryPolicy(duplicates.remember().toMillis(), duplicates.rememberAtMost()),
        state.sizeAtMostBytes());
  }

  /** The same job, fitted to what it is to run on. */
  public JobSpec with(SourceSpec fittedSource, StateSpec fittedState, OutputsSpec fittedOutputs) {
    return new JobSpec(
        name,
        fittedSource,
        event,
        analyticsTypes,
        order,
        duplicates,
        watermarks,
        fittedState,
        fittedOutputs,
        delivery,
        flink);
  }

  /**
   * Whether an event may do without the time that the spec names: a CloudEvent may, if its order
   * does not hang on it.
   */
  public boolean timeIsOptional() {
    return source.format() == Format.CLOUDEVENTS
        && order.by() != OrderBy.TIME
        && "/time".equals(event.time());
  }

  private long limitMillis() {
    @Nullable Duration limit = order.limit();
    return limit == null ? OrderPolicy.UNLIMITED : limit.toMillis();
  }
}
