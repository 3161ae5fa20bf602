package dev.lockstep.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** Where keyed state is kept. */
enum Backend {
  HEAP,
  ROCKSDB,
  /** With all that changes kept on the heap until the next snapshot. */
  CACHED,
  /** With room for two entities or so, of which one may be changed. */
  HARDLY_CACHED;

  StateBackend create() {
    return this == HEAP ? new HashMapStateBackend() : rocksDb();
  }

  /** What Flink calls it. */
  String flink() {
    return this == HEAP ? "hashmap" : "rocksdb";
  }

  /** The plan with this backend's cache. */
  Plan of(Plan plan) {
    return new Plan(
        plan.order(),
        plan.admission(),
        plan.reducers(),
        plan.rules(),
        plan.allRulings(),
        plan.identity(),
        cache(),
        plan.redactor());
  }

  private CacheBudget cache() {
    return switch (this) {
      case HEAP, ROCKSDB -> CacheBudget.NONE;
      case CACHED -> new CacheBudget(1 << 24, Integer.MAX_VALUE);
      case HARDLY_CACHED -> new CacheBudget(1_200, 1);
    };
  }

  /** The harness has so little managed memory that RocksDB would flush all the time. */
  private static StateBackend rocksDb() {
    Configuration own = new Configuration().set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    return new EmbeddedRocksDBStateBackend().configure(own, Backend.class.getClassLoader());
  }

  Backend other() {
    return this == HEAP ? CACHED : HEAP;
  }
}
