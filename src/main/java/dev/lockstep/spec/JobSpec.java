package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.rules.RuleBook;
import dev.lockstep.spec.OrderSpec.Aside;
import dev.lockstep.spec.SourceSpec.Format;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
 * @param control where control events come from
 * @param overrides what is handled otherwise, by event type
 * @param redact pointers to what leaves the job nowhere but in its proper outputs
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
    ControlSpec control,
    Map<String, HandlingSpec> overrides,
    Set<String> redact,
    Delivery delivery,
    FlinkSpec flink) {
  public JobSpec {
    analyticsTypes = Set.copyOf(analyticsTypes);
    overrides = Map.copyOf(overrides);
    redact = Set.copyOf(redact);
  }

  /**
   * How the core orders this job's events.
   *
   * @param skipAtEnd whether gaps are skipped at the end of a bounded input under {@code on-gap:
   *     wait}
   */
  public OrderPolicy orderPolicy(boolean skipAtEnd) {
    Long jumpAtMost = order.jumpAtMost();
    Handling own = handling().handling(skipAtEnd);
    Map<String, Handling> byType = new HashMap<>();
    overrides.forEach((type, handling) -> byType.put(type, handling.handling(skipAtEnd)));
    return new OrderPolicy(
        order.by(),
        order.startsAt(),
        own.patience(),
        order.holdAtMost(),
        jumpAtMost == null ? OrderPolicy.UNLIMITED : jumpAtMost,
        order.restartOn(),
        own.routes(),
        order.ties(),
        new MemoryPolicy(
            duplicates.remember().toMillis(), duplicates.rememberAtMost(), state.expiry()),
        state.sizeAtMostBytes(),
        order.quarantines(),
        byType,
        outputs.allGaps());
  }

  /** What the events of an entity must keep. */
  public RuleBook rules() {
    return new RuleBook(state.lifecycle(), state.invariants(), Redaction.ofState(this));
  }

  /** How events are handled whose type has no override. */
  public HandlingSpec handling() {
    return HandlingSpec.of(order, state);
  }

  /** All ways in which events are handled: the job's own and the overrides. */
  public List<HandlingSpec> handlings() {
    return Stream.concat(Stream.of(handling()), overrides.values().stream()).toList();
  }

  /** Whether some missing version is given up at some time. */
  public boolean givesUp() {
    return isContiguous()
        && (order.startsAt().firstSeen() || handlings().stream().anyMatch(HandlingSpec::givesUp));
  }

  /** Whether there is an end to the wait for some missing version. */
  public boolean hasPatience() {
    return givesUp()
        || (isContiguous() && handlings().stream().anyMatch(HandlingSpec::hasPatience));
  }

  /** The longest wait for a missing version that ends; zero when none does. */
  public Duration longestWait() {
    if (!isContiguous()) {
      return Duration.ZERO;
    }
    Stream<HandlingSpec> first =
        order.startsAt().firstSeen() ? Stream.of(handling()) : Stream.empty();
    return Stream.concat(first, handlings().stream().filter(HandlingSpec::hasPatience))
        .map(HandlingSpec::waitFor)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Whether two runs on the same events may decide differently, because they arrive otherwise. */
  public boolean dependsOnTiming() {
    return givesUp() || order.by() == OrderBy.TIME;
  }

  /** Whether an entity can be quarantined. */
  public boolean quarantines() {
    return handlings().stream()
        .anyMatch(
            each ->
                each.onConflict() == Aside.QUARANTINE
                    || each.onViolation() == Aside.QUARANTINE
                    || (isContiguous() && each.onGap() == OnGap.QUARANTINE));
  }

  private boolean isContiguous() {
    return order.by() == OrderBy.VERSION;
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
        control,
        overrides,
        redact,
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
}
