package dev.lockstep.savepoint;

import dev.lockstep.state.Uids;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FullSnapshotResources;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyValueStateIterator;
import org.apache.flink.runtime.state.RegisteredKeyValueStateBackendMetaInfo;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * The entities of a dump as Flink's writer of canonical savepoints asks for them.
 *
 * @param buckets where they are
 * @param progress is told of each key group that is written
 */
record GroupedEntities(Buckets buckets, Savepoint.Progress progress)
    implements FullSnapshotResources<String> {
  @Override
  public List<StateMetaInfoSnapshot> getMetaInfoSnapshots() {
    return List.of(
        new RegisteredKeyValueStateBackendMetaInfo<>(
                StateDescriptor.Type.VALUE,
                Uids.ENTITY_STATE,
                VoidNamespaceSerializer.INSTANCE,
                StoredBytes.serializer())
            .snapshot());
  }

  @Override
  public KeyValueStateIterator createKVStateIterator() throws IOException {
    return new GroupedEntityIterator(buckets, progress);
  }

  @Override
  public KeyGroupRange getKeyGroupRange() {
    return KeyGroupRange.of(0, buckets.groups() - 1);
  }

  @Override
  public TypeSerializer<String> getKeySerializer() {
    return StringSerializer.INSTANCE;
  }

  @Override
  public StreamCompressionDecorator getStreamCompressionDecorator() {
    return UncompressedStreamCompressionDecorator.INSTANCE;
  }

  @Override
  public void release() {}
}
