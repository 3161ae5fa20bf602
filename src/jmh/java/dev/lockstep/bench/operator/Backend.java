package dev.lockstep.bench.operator;

/** Where state is kept. */
public enum Backend {
  /** Objects on the heap. */
  HEAP("hashmap"),
  /** RocksDB, with 1 GiB of managed memory. */
  ROCKSDB("rocksdb");

  private final String flinkName;

  Backend(String flinkName) {
    this.flinkName = flinkName;
  }

  String flinkName() {
    return flinkName;
  }
}
