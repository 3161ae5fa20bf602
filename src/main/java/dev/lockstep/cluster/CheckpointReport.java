package dev.lockstep.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What a job has kept since it was sent to its cluster.
 *
 * @param completed how many checkpoints and savepoints were finished
 * @param failed how many were not
 * @param path where the newest checkpoint is that it was seen to complete, null if there is none
 * @param atMillis when it was finished; 0 if there is none
 * @param bytes of its state; 0 if there is none
 * @param savepoint where the newest savepoint is, null if there is none
 * @param restored what the job went on from last, null if it began anew
 * @param restoredOwn whether that was a checkpoint and no savepoint: one of its own, for a job that
 *     was sent with a savepoint
 */
public record CheckpointReport(
    int completed,
    int failed,
    @Nullable String path,
    long atMillis,
    long bytes,
    @Nullable String savepoint,
    @Nullable String restored,
    boolean restoredOwn) {

  /** Whether anything that the job put out may be committed. */
  boolean anyCompleted() {
    return completed > 0 || restoredOwn;
  }

  /**
   * The newest state that another job can go on from, so that nothing which is committed comes
   * again: the newest checkpoint, or else what the job itself went on from; null if there is none.
   * What a savepoint holds that did not end the job may be committed or given up since.
   */
  @Nullable String newest() {
    return path == null ? restored : path;
  }
}
