package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events that an entity recognises.
 *
 * @param seen in the order in which they were taken in, oldest first
 * @param crowdedOutMillis the highest time of an event that was forgotten because there were too
 *     many, epoch milliseconds; {@link Long#MIN_VALUE} when there was none
 */
public record Memory(List<Seen> seen, long crowdedOutMillis) {
  /** Nothing was seen yet. */
  public static final Memory EMPTY = new Memory(List.of(), Long.MIN_VALUE);

  public Memory {
    seen = List.copyOf(seen);
  }

  /**
   * One remembered event.
   *
   * @param identity what it is recognised by
   * @param applied whether it was applied; else it was set aside, or only marked
   */
  public record Seen(Identity identity, boolean applied) {}

  /** The memory with one more event; {@code entityTime} is the entity's time with that event. */
  Memory with(Seen event, long entityTime, MemoryPolicy policy) {
    int keep = policy.rememberAtMost() - 1;
    int from = Math.max(0, seen.size() - keep);
    long crowdedOut = crowdedOutMillis;
    for (Seen forgotten : seen.subList(0, from)) {
      crowdedOut = Math.max(crowdedOut, forgotten.identity().timeMillis());
    }
    while (from < seen.size() && isTooOld(timeOf(seen.get(from)), entityTime, policy)) {
      from++;
    }
    List<Seen> next = new ArrayList<>(seen.size() - from + 1);
    next.addAll(seen.subList(from, seen.size()));
    next.add(event);
    return new Memory(next, crowdedOut);
  }

  /** Nothing is recognised any more, and all up to this time may have been seen. */
  static Memory lostUpTo(long timeMillis) {
    return new Memory(List.of(), timeMillis);
  }

  /** The event taken in last that fits and is still remembered, null when there is none. */
  @Nullable Identity last(Predicate<Seen> wanted, long entityTime, MemoryPolicy policy) {
    for (int i = seen.size() - 1; i >= 0; i--) {
      Seen event = seen.get(i);
      if (wanted.test(event) && !isTooOld(timeOf(event), entityTime, policy)) {
        return event.identity();
      }
    }
    return null;
  }

  /** Whether an event of this time, if it had been seen, could be forgotten by now. */
  boolean mayHaveForgotten(long timeMillis, long entityTime, MemoryPolicy policy) {
    return timeMillis <= crowdedOutMillis || isTooOld(timeMillis, entityTime, policy);
  }

  private static long timeOf(Seen event) {
    return event.identity().timeMillis();
  }

  private static boolean isTooOld(long timeMillis, long entityTime, MemoryPolicy policy) {
    return timeMillis < Millis.minus(entityTime, policy.rememberMillis());
  }
}
