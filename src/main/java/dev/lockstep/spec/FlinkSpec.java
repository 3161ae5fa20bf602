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
 * @param properties of Flink; may hold secrets
 */
public record FlinkSpec(
    @Nullable Integer parallelism,
    Duration checkpointInterval,
    @Nullable Backend backend,
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
