package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How events are ordered. {@code on-overflow} has one value in this version, dead-letter, and no
 * place here.
 *
 * @param by what gives an event its place
 * @param startsAt where a contiguous sequence begins
 * @param waitFor how long a missing version is waited for, in event time
 * @param onGap what then
 * @param limit processing time after which patience is over on a stream that stands still; null for
 *     never
 * @param holdAtMost events per entity
 * @param jumpAtMost how far above the settled version a version is believed; null for any
 * @param restartOn types that begin an entity anew
 * @param onStale what becomes of stale events
 * @param onLate what becomes of late events
 * @param ties what to do with an equal version under {@code latest}
 * @param onConflict what becomes of conflicts
 * @param quarantines how entities are quarantined
 */
public record OrderSpec(
    OrderBy by,
    Start startsAt,
    Duration waitFor,
    OnGap onGap,
    @Nullable Duration limit,
    int holdAtMost,
    @Nullable Long jumpAtMost,
    Set<String> restartOn,
    Route onStale,
    Route onLate,
    Ties ties,
    Aside onConflict,
    Quarantines quarantines) {
  public OrderSpec {
    restartOn = Set.copyOf(restartOn);
  }

  /** What becomes of an event that is not applied. */
  public enum Route {
    /** It is a verdict and nothing else. */
    DROP,
    /** It is a dead letter. */
    DEAD_LETTER
  }

  /** What becomes of an event that is wrong. */
  public enum Aside {
    /** It is a dead letter, and its entity goes on without it. */
    DEAD_LETTER,
    /** Its entity is quarantined, and waits with it. */
    QUARANTINE
  }
}
