package dev.lockstep.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Where keyed state is kept. */
enum Backend {
  HEAP,
  ROCKSDB;

  StateBackend create() {
    return switch (this) {
      case HEAP -> new HashMapStateBackend();
      case ROCKSDB -> rocksDb();
    };
  }

  /** The harness has so little managed memory that RocksDB would flush all the time. */
  private static StateBackend rocksDb() {
    Configuration own = new Configuration().set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    return new EmbeddedRocksDBStateBackend().configure(own, Backend.class.getClassLoader());
  }

  Backend other() {
    return this == HEAP ? ROCKSDB : HEAP;
  }
}
