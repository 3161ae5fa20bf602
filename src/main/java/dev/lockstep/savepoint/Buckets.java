package dev.lockstep.savepoint;

import dev.lockstep.state.Stored;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/** The entities of a dump on their way to a savepoint, apart by key group. */
final class Buckets implements AutoCloseable {
  private final Path folder;
  private final @Nullable Bucket[] buckets;
  private final StoredBytes bytes = new StoredBytes();

  /**
   * None yet.
   *
   * @param folder where there is room for as much as the savepoint takes
   * @param groups the number of key groups
   */
  Buckets(Path folder, int groups) {
    this.folder = folder;
    this.buckets = new Bucket[groups];
  }

  int groups() {
    return buckets.length;
  }

  void add(long line, String entity, Stored value) throws IOException {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(entity, groups());
    Bucket bucket = buckets[group];
    if (bucket == null) {
      bucket = new Bucket(folder);
      buckets[group] = bucket;
    }
    bucket.add(new Bucket.Entry(line, entity, bytes.of(value)));
  }

  /** The entities of one key group. */
  Bucket.Cursor read(int group) throws IOException {
    Bucket bucket = buckets[group];
    return bucket == null ? Bucket.Cursor.EMPTY : bucket.read();
  }

  @Override
  public void close() throws IOException {
    for (Bucket bucket : buckets) {
      if (bucket != null) {
        bucket.close();
      }
    }
  }
}
