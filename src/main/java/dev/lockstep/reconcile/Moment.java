package dev.lockstep.reconcile;

/**
 * The circumstances in which something is decided; times are epoch milliseconds.
 *
 * @param watermark event-time progress, {@link #UNKNOWN} before the first one
 * @param nowMillis processing time
 * @param startedMillis processing time at which the job last started
 * @param watermarkMovedMillis processing time at which the watermark last advanced
 * @param quarantined how many entities are quarantined by the subtask that decides
 */
public record Moment(
    long watermark,
    long nowMillis,
    long startedMillis,
    long watermarkMovedMillis,
    int quarantined) {
  /** No watermark was seen yet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** The watermark at the end of a bounded input. */
  public static final long END = Long.MAX_VALUE;
}
