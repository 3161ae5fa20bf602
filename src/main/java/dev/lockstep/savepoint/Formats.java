package dev.lockstep.savepoint;

import dev.lockstep.state.LayoutSnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.jspecify.annotations.Nullable;

/**
 * How the keyed states of a savepoint were written.
 *
 * @param layouts by state, the newest that a subtask has written
 */
record Formats(Map<String, LayoutSnapshot<?>> layouts) {
  Formats {
    layouts = Map.copyOf(layouts);
  }

  static Formats of(List<KeyedStateHandle> handles) throws IOException {
    Map<String, LayoutSnapshot<?>> layouts = new TreeMap<>();
    for (KeyedStateHandle handle : handles) {
      StreamStateHandle head = head(handle);
      if (head != null) {
        read(head, layouts);
      }
    }
    return new Formats(layouts);
  }

  /** What begins with what is told of the states; RocksDB's own files have that beside them. */
  private static @Nullable StreamStateHandle head(KeyedStateHandle handle) {
    if (handle instanceof KeyGroupsStateHandle groups) {
      return groups;
    }
    return handle instanceof IncrementalRemoteKeyedStateHandle files
        ? files.getMetaDataStateHandle()
        : null;
  }

  private static void read(StreamStateHandle head, Map<String, LayoutSnapshot<?>> layouts)
      throws IOException {
    try (FSDataInputStream in = head.openInputStream()) {
      var proxy = new KeyedBackendSerializationProxy<String>(Formats.class.getClassLoader());
      proxy.read(new DataInputViewStreamWrapper(in));
      for (StateMetaInfoSnapshot state : proxy.getStateMetaInfoSnapshots()) {
        layouts(state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER))
            .forEach(layout -> layouts.merge(state.getName(), layout, Formats::newer));
      }
    } catch (SuppressRestartsException unknown) {
      throw new UnreadableState("the state", unknown);
    }
  }

  /** Those of a map lie below that of the map. */
  private static Stream<LayoutSnapshot<?>> layouts(@Nullable TypeSerializerSnapshot<?> values) {
    if (values instanceof LayoutSnapshot<?> layout) {
      return Stream.of(layout);
    }
    return values instanceof CompositeTypeSerializerSnapshot<?, ?> all
        ? Arrays.stream(all.getNestedSerializerSnapshots()).flatMap(Formats::layouts)
        : Stream.empty();
  }

  private static LayoutSnapshot<?> newer(LayoutSnapshot<?> one, LayoutSnapshot<?> other) {
    return one.format() >= other.format() ? one : other;
  }

  /** By state. */
  Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new TreeMap<>();
    layouts.forEach((state, layout) -> numbers.put(state, layout.format()));
    return numbers;
  }

  /**
   * Refuses what this version cannot read.
   *
   * @throws IOException if a newer version wrote it
   */
  void refuseNewer(String pointer) throws IOException {
    for (Map.Entry<String, LayoutSnapshot<?>> state : layouts.entrySet()) {
      LayoutSnapshot<?> written = state.getValue();
      if (written.format() > written.newestKnown()) {
        throw new IOException(
            ("%s is of a newer version of Lockstep: its state `%s` is in format %d, and this version"
                    + " reads up to %d")
                .formatted(pointer, state.getKey(), written.format(), written.newestKnown()));
      }
    }
  }
}
