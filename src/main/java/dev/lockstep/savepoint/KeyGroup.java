package dev.lockstep.savepoint;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Uids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.query.KvStateRegistry;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one key group, on the heap: of ten million entities in 360 groups that is some
 * thirty thousand.
 */
final class KeyGroup implements AutoCloseable {
  private final CloseableRegistry streams;
  private final AbstractKeyedStateBackend<String> backend;

  private KeyGroup(CloseableRegistry streams, AbstractKeyedStateBackend<String> backend) {
    this.streams = streams;
    this.backend = backend;
  }

  /**
   * Opens one.
   *
   * @param handles of all the operator's keyed state, in a format that any backend reads
   */
  static KeyGroup open(List<KeyedStateHandle> handles, int group, int groups) throws IOException {
    KeyGroupRange range = KeyGroupRange.of(group, group);
    List<KeyedStateHandle> own = new ArrayList<>();
    for (KeyedStateHandle handle : handles) {
      KeyedStateHandle part = handle.getIntersection(range);
      if (part != null) {
        own.add(part);
      }
    }
    CloseableRegistry streams = new CloseableRegistry();
    try {
      return new KeyGroup(streams, restore(own, range, groups, streams));
    } catch (Exception failure) {
      streams.close();
      throw new UnreadableState("key group " + group, failure);
    }
  }

  private static AbstractKeyedStateBackend<String> restore(
      List<KeyedStateHandle> handles, KeyGroupRange range, int groups, CloseableRegistry streams)
      throws Exception {
    return new HeapKeyedStateBackendBuilder<>(
            new KvStateRegistry().createTaskRegistry(new JobID(), new JobVertexID()),
            StringSerializer.INSTANCE,
            KeyGroup.class.getClassLoader(),
            groups,
            range,
            new ExecutionConfig(),
            TtlTimeProvider.DEFAULT,
            LatencyTrackingStateConfig.disabled(),
            SizeTrackingStateConfig.disabled(),
            handles,
            UncompressedStreamCompressionDecorator.INSTANCE,
            LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
            new HeapPriorityQueueSetFactory(range, groups, 16),
            false,
            streams)
        .build();
  }

  /** Brings each entity before a visitor. */
  void each(Consumer<Kept> visitor) throws IOException {
    try (Stream<String> keys = backend.getKeys(Uids.ENTITY_STATE, VoidNamespace.INSTANCE)) {
      ValueState<Stored> entities =
          state(new ValueStateDescriptor<>(Uids.ENTITY_STATE, Layout.ENTITY.typeInformation()));
      MapState<Long, Event> bodies =
          state(
              new MapStateDescriptor<>(
                  Uids.BODIES_STATE, Types.LONG, Layout.EVENT.typeInformation()));
      ListState<Memory> memory =
          state(new ListStateDescriptor<>(Uids.MEMORY_STATE, Layout.MEMORY.typeInformation()));
      for (String key : (Iterable<String>) keys::iterator) {
        backend.setCurrentKey(key);
        Stored stored = whole(key, entities.value(), memory.get());
        visitor.accept(new Kept(key, stored, all(bodies)));
      }
    } catch (SuppressRestartsException refused) {
      Throwable why = Objects.requireNonNull(refused.getCause());
      throw new IOException(String.valueOf(why.getMessage()), refused);
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new UnreadableState("what is kept of the entities", failure);
    }
  }

  /** Where a memory lies is no part of what is kept. */
  private static Stored whole(String entity, Stored value, @Nullable Iterable<Memory> kept)
      throws IOException {
    try {
      Stored whole = value.whole(kept);
      return new Stored(whole.entity(), whole.inline());
    } catch (IOException broken) {
      throw new IOException("entity " + entity + ": " + broken.getMessage(), broken);
    }
  }

  private static Map<Long, Event> all(MapState<Long, Event> bodies) throws Exception {
    Map<Long, Event> all = new HashMap<>();
    for (Map.Entry<Long, Event> body : bodies.entries()) {
      all.put(body.getKey(), body.getValue());
    }
    return all;
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    return backend.getPartitionedState(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  @Override
  public void close() throws IOException {
    backend.dispose();
    streams.close();
  }
}
