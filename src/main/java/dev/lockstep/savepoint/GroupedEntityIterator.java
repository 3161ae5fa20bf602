package dev.lockstep.savepoint;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.KeyValueStateIterator;
import org.apache.flink.runtime.state.SerializedCompositeKeyBuilder;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/** Hands out the entities of a dump one after another, key group by key group. */
final class GroupedEntityIterator implements KeyValueStateIterator {
  private static final int FIRST_BYTES = 64;

  private final Buckets buckets;
  private final Savepoint.Progress progress;
  private final SerializedCompositeKeyBuilder<String> keys;
  private Bucket.Cursor cursor;
  private Bucket.@Nullable Entry entry;
  private int group;
  private boolean newGroup;

  GroupedEntityIterator(Buckets buckets, Savepoint.Progress progress) throws IOException {
    this.buckets = buckets;
    this.progress = progress;
    this.keys =
        new SerializedCompositeKeyBuilder<>(
            StringSerializer.INSTANCE,
            CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(buckets.groups()),
            FIRST_BYTES);
    this.cursor = buckets.read(0);
    next();
  }

  @Override
  public void next() throws IOException {
    newGroup = false;
    entry = cursor.next();
    while (entry == null && group < buckets.groups()) {
      group++;
      progress.at(group, buckets.groups());
      if (group < buckets.groups()) {
        cursor = buckets.read(group);
        newGroup = true;
        entry = cursor.next();
      }
    }
  }

  @Override
  public boolean isValid() {
    return entry != null;
  }

  @Override
  public int keyGroup() {
    return group;
  }

  @Override
  public byte[] key() {
    keys.setKeyAndKeyGroup(entry().entity(), group);
    return keys.buildCompositeKeyNamespace(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE);
  }

  @Override
  public byte[] value() {
    return entry().value().array();
  }

  private Bucket.Entry entry() {
    return Objects.requireNonNull(entry, "after the last entity");
  }

  @Override
  public int kvStateId() {
    return 0;
  }

  @Override
  public boolean isNewKeyValueState() {
    return false;
  }

  @Override
  public boolean isNewKeyGroup() {
    return newGroup;
  }

  @Override
  public void close() {}
}
