package dev.lockstep.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an event may be held before its fate is decided, on a job that keeps up with its input.
 *
 * @param kind whether and why events are held at all
 * @param busy while events keep coming on every partition; null when nothing bounds it
 * @param worst while partitions fall silent as well; null when nothing bounds it
 * @param ownClock how much longer an event waits whose own clock is fast, at most; null when
 *     nothing bounds the wait
 */
public record WorstWait(
    Kind kind, @Nullable Duration busy, @Nullable Duration worst, @Nullable Duration ownClock) {

  /** Whether and why events are held. */
  public enum Kind {
    /** Every event is decided when it arrives. */
    NOTHING_IS_HELD,
    /** Until the missing versions arrive, however long that is. */
    FOR_EVER,
    /** Until the beginning of the entity is decided; after that as long as it takes. */
    FOR_EVER_AFTER_BEGINNING,
    /** Until patience with the missing versions is over. */
    PATIENCE,
    /** The same; then, for some gaps, its entity is quarantined, and it waits for an operator. */
    QUARANTINE,
    /** By the type of the event that waits: some with patience, others however long it is. */
    BY_TYPE,
    /** Until the watermark has passed the event's time. */
    WATERMARK
  }

  /** The longest wait of a job's events. */
  public static WorstWait of(JobSpec spec) {
    Kind kind = kindOf(spec);
    Duration patience = spec.longestWait();
    return switch (kind) {
      case NOTHING_IS_HELD -> new WorstWait(kind, Duration.ZERO, Duration.ZERO, Duration.ZERO);
      case FOR_EVER -> new WorstWait(kind, null, null, null);
      case FOR_EVER_AFTER_BEGINNING, PATIENCE, QUARANTINE, BY_TYPE, WATERMARK ->
          bounded(kind, spec, patience);
    };
  }

  private static Kind kindOf(JobSpec spec) {
    return switch (spec.order().by()) {
      case VERSION ->
          spec.handlings().stream().allMatch(HandlingSpec::givesUp)
              ? Kind.PATIENCE
              : withoutEnd(spec);
      case TIME -> Kind.WATERMARK;
      case LATEST, ARRIVAL -> Kind.NOTHING_IS_HELD;
    };
  }

  /** Some event is waited for until it comes. */
  private static Kind withoutEnd(JobSpec spec) {
    if (spec.handlings().stream().allMatch(HandlingSpec::hasPatience)) {
      return Kind.QUARANTINE;
    }
    if (spec.handlings().stream().anyMatch(HandlingSpec::hasPatience)) {
      return Kind.BY_TYPE;
    }
    return spec.order().startsAt().firstSeen() ? Kind.FOR_EVER_AFTER_BEGINNING : Kind.FOR_EVER;
  }

  /**
   * The watermark is behind the newest event by its out-of-orderness, and has to advance by the
   * patience. A silent partition stops it for as long as it takes to be idle; silence everywhere
   * stops it until it goes on with the clock. Both do not happen after another: when all is silent,
   * idle partitions do not hold it back.
   */
  private static WorstWait bounded(Kind kind, JobSpec spec, Duration patience) {
    WatermarksSpec watermarks = spec.watermarks();
    Duration busy = watermarks.outOfOrderness().plus(patience);
    Duration idle = watermarks.idleAfter();
    Duration quiet = watermarks.quiet();
    Duration silence = idle.compareTo(quiet) > 0 ? idle : quiet;
    return new WorstWait(kind, busy, busy.plus(silence), watermarks.maxAhead());
  }
}
