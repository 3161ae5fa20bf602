package dev.lockstep.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Hands out so many numbers, then waits for the next checkpoint: there are some before the end.
 *
 * @param numbers in one checkpoint, over all subtasks
 * @param slowFrom the first number that is handed out like this: a subtask with lower ones is
 *     finished long before the others
 */
record CheckpointPace(int numbers, long slowFrom)
    implements RateLimiterStrategy<NumberSequenceSplit> {
  @Override
  public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
    return new OfSubtask(Math.max(1, numbers / parallelism), slowFrom);
  }

  /**
   * The pace of one subtask, which has one split. (Flink's own gate fails if a checkpoint is
   * complete before the first number is asked for.)
   */
  private static final class OfSubtask implements RateLimiter<NumberSequenceSplit> {
    private static final CompletionStage<Void> NOW = CompletableFuture.completedFuture(null);

    private final int numbers;
    private final long slowFrom;
    private boolean slow;
    private int left;
    private @Nullable CompletableFuture<Void> waiting;

    OfSubtask(int numbers, long slowFrom) {
      this.numbers = numbers;
      this.slowFrom = slowFrom;
      this.left = numbers;
    }

    @Override
    public void notifyAddingSplit(NumberSequenceSplit split) {
      slow = slowFrom == 0 || (split.from() + split.to()) / 2 >= slowFrom;
    }

    @Override
    public CompletionStage<Void> acquire(int one) {
      if (!slow) {
        return NOW;
      }
      if (left > 0) {
        left--;
        return NOW;
      }
      waiting = new CompletableFuture<>();
      return waiting;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      left = numbers;
      if (waiting != null) {
        CompletableFuture<Void> over = waiting;
        waiting = null;
        left--;
        over.complete(null);
      }
    }
  }
}
