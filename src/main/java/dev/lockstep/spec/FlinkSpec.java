package dev.lockstep.spec;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the job runs on Flink.
 *
 * @param parallelism null to leave it to the runner
 * @param checkpointInterval time between checkpoints
 * @param backend null to leave it to the runner
 * @param cacheBytes what a subtask may keep of its entities on the heap beside RocksDB; 0 for
 *     nothing, null for a share of the heap
 * @param properties of Flink; may hold secrets
 */
public record FlinkSpec(
    @Nullable Integer parallelism,
    Duration checkpointInterval,
    @Nullable Backend backend,
    @Nullable Long cacheBytes,
    Map<String, String> properties) {
  public FlinkSpec {
    properties = Map.copyOf(properties);
  }

  /** Where state is kept. */
  public enum Backend {
    /** On disk, as large as the disk. */
    ROCKSDB,
    /** In memory. */
    HEAP
  }

  @Override
  public String toString() {
    return "FlinkSpec[" + parallelism + ", " + checkpointInterval + ", " + backend + "]";
  }
}
