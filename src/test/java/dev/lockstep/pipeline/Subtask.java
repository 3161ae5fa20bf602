package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Tally;
import dev.lockstep.state.Uids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * One subtask of the operator in Flink's harness, which hands every arrival in with one and the
 * same record, as Flink does when objects are reused.
 */
final class Subtask implements AutoCloseable {
  static final int MAX_PARALLELISM = 12;

  private final KeyedOneInputStreamOperatorTestHarness<String, Arrival, StateChange> harness;
  private final ReconcileOperator operator;
  private final StreamRecord<Arrival> record = new StreamRecord<>(null);
  private long checkpoint;

  private Subtask(ReconcileOperator operator, StateBackend backend, int index, int of)
      throws Exception {
    this.operator = operator;
    this.harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, Arrival::entity, Types.STRING, MAX_PARALLELISM, of, index);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setStateBackend(backend);
    harness.setup(Layout.CHANGE.typeInformation().createSerializer(new SerializerConfigImpl()));
  }

  static Subtask start(
      Plan plan, Backend backend, long nowMillis, @Nullable OperatorSubtaskState state)
      throws Exception {
    return start(plan, backend, nowMillis, state, 0, 1);
  }

  static Subtask start(
      Plan plan,
      Backend backend,
      long nowMillis,
      @Nullable OperatorSubtaskState state,
      int index,
      int of)
      throws Exception {
    ReconcileOperator operator = new ReconcileOperator(backend.of(plan));
    Subtask subtask = new Subtask(operator, backend.create(), index, of);
    subtask.harness.setProcessingTime(nowMillis);
    if (state == null) {
      subtask.harness.initializeEmptyState();
    } else {
      subtask.harness.initializeState(state);
    }
    subtask.harness.open();
    return subtask;
  }

  /** One with all the heap that it may have for a cache, on any backend. */
  static Subtask start(Plan plan, StateBackend backend) throws Exception {
    ReconcileOperator operator = new ReconcileOperator(Backend.CACHED.of(plan));
    Subtask subtask = new Subtask(operator, backend, 0, 1);
    subtask.harness.initializeEmptyState();
    subtask.harness.open();
    return subtask;
  }

  void arrives(Arrival arrival) throws Exception {
    harness.processElement(record.replace(arrival));
  }

  void watermark(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  void clock(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  OperatorSubtaskState checkpoint() throws Exception {
    return harness.snapshot(++checkpoint, 0);
  }

  /** Flink's keyed state, up to date. */
  CheckpointableKeyedStateBackend<String> keyedState() throws Exception {
    operator.writeBack();
    return (CheckpointableKeyedStateBackend<String>) operator.<String>getKeyedStateBackend();
  }

  /** A savepoint in the format that every backend reads. */
  OperatorSubtaskState savepoint() throws Exception {
    return harness
        .snapshotWithLocalState(
            ++checkpoint, 0, SavepointType.savepoint(SavepointFormatType.CANONICAL))
        .getJobManagerOwnedState();
  }

  /** What the last checkpoint counted. */
  Tally tally() throws Exception {
    Tally sum = Tally.NONE;
    for (Tally each :
        operator
            .getOperatorStateBackend()
            .getUnionListState(
                new ListStateDescriptor<>(Uids.TALLY_STATE, Layout.TALLY.typeInformation()))
            .get()) {
      sum = sum.plus(each);
    }
    return sum;
  }

  /** What came out since the last call: changes, verdicts, dead letters, incidents. */
  List<String> drain() {
    List<String> lines = new ArrayList<>();
    harness.getRecordOutput().forEach(each -> lines.add(Lines.of(each.getValue())));
    harness.getOutput().clear();
    drain(Lanes.RULINGS).map((Ruling each) -> Lines.of(each)).forEach(lines::add);
    drain(Lanes.DEAD_LETTERS).map((DeadLetter each) -> Lines.of(each)).forEach(lines::add);
    drain(Lanes.INCIDENTS).map((Incident each) -> Lines.of(each)).forEach(lines::add);
    drain(Lanes.QUARANTINE).map((Quarantined each) -> Lines.of(each)).forEach(lines::add);
    return lines;
  }

  /** The changes that came out since the last call, whole; what else came stays. */
  List<StateChange> changes() {
    List<StateChange> changes =
        harness.getRecordOutput().stream().map(StreamRecord::getValue).toList();
    harness.getOutput().clear();
    return changes;
  }

  private <T> Stream<T> drain(OutputTag<T> tag) {
    Queue<StreamRecord<T>> queue = harness.getSideOutput(tag);
    if (queue == null) {
      return Stream.of();
    }
    List<T> values = queue.stream().map(StreamRecord::getValue).toList();
    queue.clear();
    return values.stream();
  }

  int eventTimeTimers() {
    return harness.numEventTimeTimers();
  }

  int processingTimeTimers() {
    return harness.numProcessingTimeTimers();
  }

  /** The entities as they are kept. */
  TreeMap<String, Stored> entities() throws Exception {
    operator.writeBack();
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    var entity =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>(Uids.ENTITY_STATE, Layout.ENTITY.typeInformation()));
    var memory =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ListStateDescriptor<>(Uids.MEMORY_STATE, Layout.MEMORY.typeInformation()));
    TreeMap<String, Stored> entities = new TreeMap<>();
    for (String key : keys(Uids.ENTITY_STATE)) {
      operator.setCurrentKey(key);
      Stored value = entity.value();
      Stored whole = value.whole(memory.get());
      entities.put(key, new Stored(whole.entity(), whole.inline(), whole.apart()));
    }
    return entities;
  }

  /** The slots of the bodies that are kept apart from the entity. */
  Set<Long> spilled(String key) throws Exception {
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    operator.setCurrentKey(key);
    var bodies =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new MapStateDescriptor<>(
                Uids.BODIES_STATE, Types.LONG, Layout.EVENT.typeInformation()));
    Set<Long> slots = new TreeSet<>();
    bodies.keys().forEach(slots::add);
    return slots;
  }

  private List<String> keys(String state) {
    try (Stream<String> keys =
        operator.<String>getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.toList();
    }
  }

  /** What must be true between any two arrivals. */
  void checkState() throws Exception {
    TreeMap<String, Stored> entities = entities();
    assertThat(keys(Uids.BODIES_STATE)).as("entities with bodies").isSubsetOf(entities.keySet());
    for (var each : entities.entrySet()) {
      Set<Long> kept = new TreeSet<>(spilled(each.getKey()));
      for (Stored.Inline inline : each.getValue().inline()) {
        assertThat(kept.add(inline.slot())).as("a body kept once").isTrue();
      }
      assertThat(kept).as("bodies kept for " + each.getKey()).isEqualTo(slots(each.getValue()));
    }
    assertThat(Set.copyOf(keys(Uids.QUARANTINED_STATE)))
        .as("entities that are marked as quarantined")
        .isEqualTo(
            entities.entrySet().stream()
                .filter(each -> each.getValue().entity().quarantine() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    List<Timers> timers = entities.values().stream().map(s -> s.entity().timers()).toList();
    assertThat(eventTimeTimers())
        .as("event-time timers, one for each entity that says so")
        .isEqualTo(timers.stream().filter(t -> t.eventTime() != Timers.NONE).count());
    assertThat(processingTimeTimers())
        .as("processing-time timers, one for each entity that says so")
        .isEqualTo(timers.stream().filter(t -> t.processingTime() != Timers.NONE).count());
  }

  private static Set<Long> slots(Stored stored) {
    Set<Long> slots =
        stored.entity().held().entries().stream()
            .filter(entry -> !entry.isMarker())
            .map(HeldEntry::slot)
            .collect(Collectors.toCollection(TreeSet::new));
    Quarantine quarantine = stored.entity().quarantine();
    if (quarantine != null && quarantine.culprit() != null) {
      slots.add(quarantine.culprit().entry().slot());
    }
    return slots;
  }

  long held() throws Exception {
    return entities().values().stream().mapToLong(s -> s.entity().heldEvents()).sum();
  }

  List<Event> inline(String key) throws Exception {
    return entities().get(key).inline().stream().map(Stored.Inline::event).toList();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception failure) {
      throw new IllegalStateException("the subtask does not close", failure);
    }
  }
}
