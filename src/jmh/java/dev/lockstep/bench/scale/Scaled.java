package dev.lockstep.bench.scale;

import dev.lockstep.bench.measure.Checked;

/**
 * What one run showed.
 *
 * @param arrivals how many events went in, repeated ones counted
 * @param perSecond arrivals per second over the last three quarters
 * @param heapMib what the job holds on the heap after a collection, when all events are through:
 *     what the benchmark itself holds is not in it
 * @param checkpoints how many there were, the full one at the end left out
 * @param checkpointMillis median time of theirs
 * @param longestMillis longest time of theirs
 * @param incrementMib median of what they wrote
 * @param fullMillis time of a full checkpoint at the end
 * @param fullMib size of it
 * @param bytesPerEntity of it
 * @param output what the oracle says
 */
public record Scaled(
    long arrivals,
    double perSecond,
    double heapMib,
    int checkpoints,
    double checkpointMillis,
    double longestMillis,
    double incrementMib,
    double fullMillis,
    double fullMib,
    double bytesPerEntity,
    String output)
    implements Checked {
  /** Nothing, because it did not run to its end. */
  static Scaled failed() {
    return new Scaled(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "FAIL: it did not run to its end");
  }
}
