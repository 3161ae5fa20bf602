package dev.lockstep.pipeline;

import dev.lockstep.reconcile.Entity;
import dev.lockstep.state.Uids;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/**
 * The quarantined entities of one subtask. Each is marked in keyed state, so that after a restart,
 * or on another number of subtasks, those that are here now can be counted without reading any
 * other.
 */
final class QuarantinedEntities {
  private final CurrentKey key;
  private final ValueState<Boolean> marks;
  private int count;

  private QuarantinedEntities(CurrentKey key, ValueState<Boolean> marks, int count) {
    this.key = key;
    this.marks = marks;
    this.count = count;
  }

  static QuarantinedEntities restore(
      KeyedStateStore states, CurrentKey key, KeyedStateBackend<?> backend, MetricGroup metrics) {
    ValueState<Boolean> marks =
        states.getState(new ValueStateDescriptor<>(Uids.QUARANTINED_STATE, Types.BOOLEAN));
    int count;
    try (Stream<?> keys = backend.getKeys(Uids.QUARANTINED_STATE, VoidNamespace.INSTANCE)) {
      count = Math.toIntExact(keys.count());
    }
    QuarantinedEntities entities = new QuarantinedEntities(key, marks, count);
    metrics.addGroup("lockstep").gauge("quarantined", entities::count);
    return entities;
  }

  int count() {
    return count;
  }

  /** Takes note of what became of an entity. */
  void change(String entity, Entity before, Entity after) throws Exception {
    boolean was = before.quarantine() != null;
    boolean is = after.quarantine() != null;
    if (is && !was) {
      key.set(entity);
      marks.update(true);
      count++;
    } else if (was && !is) {
      key.set(entity);
      marks.clear();
      count--;
    }
  }
}
