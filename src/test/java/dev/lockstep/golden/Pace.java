package dev.lockstep.golden;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/** Hands out so many numbers, then none for ever: the stream is quiet and does not end. */
record Pace(int numbers) implements RateLimiterStrategy<NumberSequenceSplit> {
  @Override
  public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
    return new Quiet(numbers);
  }

  /** Counts down. */
  private static final class Quiet implements RateLimiter<NumberSequenceSplit> {
    private int left;

    Quiet(int numbers) {
      left = numbers;
    }

    @Override
    public CompletionStage<Void> acquire(int permits) {
      return left-- > 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }
  }
}
