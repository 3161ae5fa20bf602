package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.spec.OrderSpec.Aside;
import dev.lockstep.spec.OrderSpec.Route;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How events are handled that cannot be applied at once: those of the whole job, or of one type.
 *
 * @param waitFor how long a gap below such an event is waited for, in event time
 * @param onGap what then
 * @param limit processing time after which patience is over on a stream that stands still; null for
 *     never
 * @param onStale what becomes of stale events
 * @param onLate what becomes of late events
 * @param onConflict what becomes of conflicts
 * @param onViolation what becomes of events that break a rule
 */
public record HandlingSpec(
    Duration waitFor,
    OnGap onGap,
    @Nullable Duration limit,
    Route onStale,
    Route onLate,
    Aside onConflict,
    Aside onViolation) {

  /** How events are handled whose type has no override. */
  static HandlingSpec of(OrderSpec order, StateSpec state) {
    return new HandlingSpec(
        order.waitFor(),
        order.onGap(),
        order.limit(),
        order.onStale(),
        order.onLate(),
        order.onConflict(),
        state.onViolation());
  }

  Handling handling(boolean skipAtEnd) {
    return new Handling(
        new Patience(waitFor.toMillis(), onGap, limitMillis(), skipAtEnd),
        new Routes(
            onStale == Route.DEAD_LETTER,
            onLate == Route.DEAD_LETTER,
            onConflict == Aside.QUARANTINE,
            onViolation == Aside.QUARANTINE));
  }

  private long limitMillis() {
    return limit == null ? OrderPolicy.UNLIMITED : limit.toMillis();
  }

  /** Whether missing versions are given up. */
  public boolean givesUp() {
    return switch (onGap) {
      case SKIP, DEAD_LETTER -> true;
      case WAIT, QUARANTINE -> false;
    };
  }

  /** Whether there is an end to the wait for missing versions. */
  public boolean hasPatience() {
    return onGap != OnGap.WAIT;
  }
}
