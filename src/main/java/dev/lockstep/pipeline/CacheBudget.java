package dev.lockstep.pipeline;

import java.io.Serializable;
import java.time.Duration;

/**
 * What each subtask may keep of its entities on the heap, beside the state backend.
 *
 * @param bytes so much; 0 for nothing, {@link #AUTOMATIC} for a share of the heap
 * @param changedAtMost how many changed entities may wait to be written before a snapshot
 */
public record CacheBudget(long bytes, int changedAtMost) implements Serializable {
  /** A fifth of the heap, divided by the slots of the task manager. */
  public static final long AUTOMATIC = -1;

  /** Nothing is kept beside the state backend. */
  public static final CacheBudget NONE = new CacheBudget(0, 0);

  private static final int HEAP_SHARE = 5;

  /** How many entities a task writes in a millisecond with a core to itself; else a fifth. */
  private static final int WRITTEN_IN_A_MILLI = 150;

  /** With fewer, entities that change again and again are written again and again. */
  private static final int CHANGED_AT_LEAST = 100;

  /**
   * A budget under which writing before a snapshot takes about this, with a core to itself.
   *
   * @param bytes as {@link #bytes()}
   * @param writingAtMost how long events may wait for a snapshot
   */
  public static CacheBudget of(long bytes, Duration writingAtMost) {
    long changed = writingAtMost.toMillis() * WRITTEN_IN_A_MILLI;
    return new CacheBudget(
        bytes, (int) Math.max(CHANGED_AT_LEAST, Math.min(changed, Integer.MAX_VALUE)));
  }

  /** What this is on a heap that so many slots share, bytes. */
  long bytesOf(long heapBytes, int slots) {
    return bytes == AUTOMATIC ? heapBytes / HEAP_SHARE / slots : bytes;
  }
}
