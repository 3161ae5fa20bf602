package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Arrival;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Moment;
import dev.lockstep.reconcile.Output;
import dev.lockstep.reconcile.PoisonWatch;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reconciler;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.reconcile.Step;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Uids;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Brings each entity's arrivals and timers before the {@link Reconciler}; carries out its steps.
 */
@SuppressWarnings("NullAway.Init") // Flink initializes and opens before anything else
final class ReconcileOperator extends AbstractStreamOperator<StateChange>
    implements OneInputStreamOperator<Arrival, StateChange>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  private final Plan plan;
  private transient Reconciler reconciler;
  private transient EntityStore store;
  private transient EntityTimers timers;
  private transient Counts counts;
  private transient Clocks clocks;
  private transient QuarantinedEntities quarantined;
  private transient PoisonWatch poison;
  private transient TallyAccumulator total;
  private transient CurrentKey key;

  ReconcileOperator(Plan plan) {
    this.plan = plan;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    key = new CurrentKey(this);
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    counts = Counts.restore(context.getOperatorStateStore(), subtask, getMetricGroup());
    clocks = Clocks.restore(context.getOperatorStateStore(), getProcessingTimeService());
    store =
        new EntityStore(
            context.getKeyedStateStore(),
            key,
            !keepsObjects(),
            cacheBytes(),
            plan.cache().changedAtMost());
    quarantined =
        QuarantinedEntities.restore(
            context.getKeyedStateStore(), key, getKeyedStateBackend(), getMetricGroup());
    poison = new PoisonWatch();
  }

  @Override
  public void open() throws Exception {
    super.open();
    reconciler =
        new Reconciler(
            plan.order(),
            plan.redactor().guard(plan.reducers().open(getUserCodeClassloader())),
            plan.redactor().guard(plan.rules().open()));
    timers =
        new EntityTimers(
            key, getInternalTimerService(Uids.TIMERS, VoidNamespaceSerializer.INSTANCE, this));
    total = new TallyAccumulator();
    getRuntimeContext().addAccumulator(TallyAccumulator.NAME, total);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    writeBack();
    counts.save();
    clocks.save();
  }

  /** Brings Flink's state up to date: a snapshot is what it would be without a cache. */
  void writeBack() throws Exception {
    store.writeBack();
  }

  @Override
  public void close() throws Exception {
    if (total != null) {
      total.add(counts.tally());
    }
    super.close();
  }

  /** Whether the backend has the very objects that it was given, and writes nothing of them. */
  private boolean keepsObjects() {
    return getKeyedStateBackend() instanceof HeapKeyedStateBackend<?>;
  }

  /** The same of one that does, or one that does behind Flink's changelog. */
  private boolean isOnHeap() {
    return getKeyedStateBackend() instanceof TestableKeyedStateBackend<?> backend
        && backend.getDelegatedKeyedStateBackend(true) instanceof HeapKeyedStateBackend<?>;
  }

  /**
   * A backend on the heap needs no other place there; and an object in both would go on changing in
   * a snapshot that is being written.
   */
  private long cacheBytes() {
    if (isOnHeap()) {
      return 0;
    }
    int slots =
        getContainingTask()
            .getEnvironment()
            .getTaskManagerInfo()
            .getConfiguration()
            .get(TaskManagerOptions.NUM_TASK_SLOTS);
    return plan.cache()
        .bytesOf(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax(), slots);
  }

  /** Nothing: the key is set when state or timers are looked at. */
  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public void setKeyContextElement1(StreamRecord element) {}

  @Override
  public void setCurrentKey(Object entity) {
    super.setCurrentKey(entity);
    if (key != null) {
      key.isNow(entity);
    }
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) throws Exception {
    Arrival arrival = element.getValue();
    String entity = arrival.entity();
    Stored stored = store.load(entity);
    Change inOrder = stored.inOrder(reconciler, arrival);
    if (inOrder != null) {
      // no timer, body, mark or count changes with it: see Reconciler.inOrder
      store.saveInPlace(entity, stored);
      emit(inOrder);
      alarm(poison.noteApplied(clocks.watermark()));
      return;
    }
    Entity before = stored.entity();
    carryOut(
        entity,
        stored,
        before,
        before.timers(),
        reconciler.onArrival(before, store.bodiesOf(entity, stored), arrival, moment()));
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    clocks.advance(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String entity = timer.getKey();
    Stored stored = store.load(entity);
    Entity before = stored.entity();
    carryOut(
        entity,
        stored,
        before,
        new Timers(Timers.NONE, before.timers().processingTime()),
        reconciler.onWatermark(entity, before, store.bodiesOf(entity, stored), moment()));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String entity = timer.getKey();
    Stored stored = store.load(entity);
    Entity before = stored.entity();
    carryOut(
        entity,
        stored,
        before,
        new Timers(before.timers().eventTime(), Timers.NONE),
        reconciler.onLimit(entity, before, store.bodiesOf(entity, stored), moment()));
  }

  private Moment moment() {
    return clocks.moment(quarantined.count());
  }

  private void carryOut(String entity, Stored stored, Entity before, Timers set, Step step)
      throws Exception {
    store.save(entity, stored, before, step);
    timers.set(entity, set, step.entity().timers());
    quarantined.change(entity, before, step.entity());
    counts.held(step.heldDelta());
    counts.parked(step.entity().parkedEvents() - before.parkedEvents());
    counts.received(step.received());
    List<Output> outputs = step.outputs();
    // by index: an iterator would be made for each event
    for (int i = 0; i < outputs.size(); i++) {
      emit(outputs.get(i));
    }
    alarm(poison.note(step, clocks.watermark()));
  }

  private void alarm(@Nullable Incident alarm) {
    if (alarm != null) {
      emit(alarm);
    }
  }

  private void emit(Output out) {
    if (out instanceof Change change) {
      counts.verdict(Verdict.APPLIED);
      output.collect(new StreamRecord<>(change, change.event().timeMillis()));
      if (plan.allRulings()) {
        output.collect(Lanes.RULINGS, new StreamRecord<>(Ruling.of(change)));
      }
    } else if (out instanceof Cleared cleared) {
      output.collect(new StreamRecord<>(cleared));
    } else if (out instanceof Judged judged) {
      counts.verdict(judged.verdict());
      output.collect(Lanes.RULINGS, new StreamRecord<>(plan.redactor().of(Ruling.of(judged))));
      if (judged.deadLetter()) {
        DeadLetter letter = DeadLetter.of(judged, clocks.nowMillis());
        output.collect(Lanes.DEAD_LETTERS, new StreamRecord<>(plan.redactor().of(letter)));
      }
    } else if (out instanceof Incident incident) {
      output.collect(Lanes.INCIDENTS, new StreamRecord<>(plan.redactor().of(incident)));
    } else if (out instanceof Quarantined notice) {
      output.collect(Lanes.QUARANTINE, new StreamRecord<>(plan.redactor().of(notice)));
    } else {
      throw new AssertionError(out);
    }
  }
}
