package dev.lockstep.job;

import dev.lockstep.spec.Delivery;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/** How RocksDB is set unless a spec's properties say otherwise. */
public final class RocksDbSettings {
  /** A checkpoint begins with writing out what is in a buffer, and events wait for that. */
  private static final MemorySize SEEN_AT_ONCE_BUFFER = MemorySize.ofMebiBytes(2);

  private static final int SEEN_AT_ONCE_BUFFERS = 8;

  /** Each few buffers are merged into the first level, and all of it is written anew for them. */
  private static final MemorySize SEEN_AT_ONCE_FIRST_LEVEL = MemorySize.ofMebiBytes(64);

  private RocksDbSettings() {}

  /**
   * Sets what differs from Flink's own defaults.
   *
   * @param delivery says whether results are seen at once, so that a pause would be
   */
  public static void put(Configuration settings, Delivery delivery) {
    settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.ROCKSDB);
    settings.set(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.LZ4_COMPRESSION));
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    switch (delivery) {
      case EXACTLY_ONCE -> {}
      case AT_LEAST_ONCE -> {
        settings.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, SEEN_AT_ONCE_BUFFER);
        settings.set(RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER, SEEN_AT_ONCE_BUFFERS);
        settings.set(RocksDBConfigurableOptions.MAX_SIZE_LEVEL_BASE, SEEN_AT_ONCE_FIRST_LEVEL);
      }
    }
  }
}
