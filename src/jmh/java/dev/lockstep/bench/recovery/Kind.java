package dev.lockstep.bench.recovery;

/** What kind of job is ended. */
enum Kind {
  /** By key and through: nothing to restore but the place in the source. */
  STATELESS("pass through, no state"),
  /** A job of Lockstep on RocksDB. */
  LOCKSTEP("Lockstep");

  private final String about;

  Kind(String about) {
    this.about = about;
  }

  /** What it is, in words. */
  String about() {
    return about;
  }
}
