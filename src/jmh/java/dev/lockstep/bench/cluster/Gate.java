package dev.lockstep.bench.cluster;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Holds the one generator of this process back at one place of its stream, so that a job can be
 * looked at while it runs and has nothing to do.
 *
 * <p>Behind the gate the stream trickles, if asked for, until it may flow; so does a generator that
 * began anew.
 */
public final class Gate {
  private static volatile @Nullable Gate current;

  private final long records;
  private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> opened = new CompletableFuture<>();
  private volatile double trickle;

  private Gate(long records) {
    this.records = records;
  }

  /** Sets a gate behind so many records of the generator that is about to begin. */
  public static Gate after(long records) {
    Gate gate = new Gate(records);
    current = gate;
    return gate;
  }

  /** What makes a generator stop there. */
  public static RateLimiterStrategy<NumberSequenceSplit> strategy() {
    return parallelism -> new Limiter(Objects.requireNonNull(current, "there is no gate"));
  }

  /** Done when all that is before the gate was generated. */
  public CompletableFuture<@Nullable Void> reached() {
    return reached;
  }

  /** Lets through so many records a second. */
  public void trickle(double perSecond) {
    trickle = perSecond;
    opened.complete(null);
  }

  /** Lets everything through. */
  public void open() {
    trickle = 0;
    opened.complete(null);
  }

  /** Asks for each record; used by one thread. */
  private static final class Limiter implements RateLimiter<NumberSequenceSplit> {
    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.allOf();

    private final Gate gate;
    private long asked;
    private @Nullable RateLimiter<?> slow;

    Limiter(Gate gate) {
      this.gate = gate;
    }

    @Override
    public CompletionStage<Void> acquire(int count) {
      if (gate.opened.isDone()) {
        return gate.trickle == 0 ? AT_ONCE : slowly(count);
      }
      asked += count;
      if (asked <= gate.records) {
        return AT_ONCE;
      }
      gate.reached.complete(null);
      return gate.opened.thenCompose(open -> AT_ONCE);
    }

    private CompletionStage<Void> slowly(int count) {
      if (slow == null) {
        slow = RateLimiterStrategy.perSecond(gate.trickle).createRateLimiter(1);
      }
      return slow.acquire(count);
    }
  }
}
