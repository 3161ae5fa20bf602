package dev.lockstep.bench.jmh;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.HeldChange;
import dev.lockstep.reconcile.LiveEntity;
import dev.lockstep.reconcile.Reconciler;
import dev.lockstep.reconcile.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one decision costs, by where the event comes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ReconcilerBenchmark {
  private final Map<Long, Event> bodies = new HashMap<>();
  private Reconciler reconciler = PlainJob.reconciler();
  private Entity entity = Entity.NEW;
  private List<Event> inOrder = List.of();
  private List<Event> swapped = List.of();
  private final LiveEntity live = new LiveEntity(Entity.NEW);
  private Entity settled = Entity.NEW;
  private int next;

  /** After so many events another entity begins: what it remembers is what grows. */
  @Param({"50", "2000"})
  public int versions;

  /** Makes all events, and an entity that has seen the last of them. */
  @Setup
  public void prepare() {
    reconciler = PlainJob.reconciler();
    inOrder = PlainJob.events(versions);
    swapped = new ArrayList<>();
    for (int i = 0; i + 1 < versions; i += 2) {
      swapped.add(inOrder.get(i + 1));
      swapped.add(inOrder.get(i));
    }
    settled = Entity.NEW;
    for (Event event : inOrder) {
      settled = reconciler.onArrival(settled, this::body, event, PlainJob.MOMENT).entity();
    }
    if (settled.sequence() != versions) {
      throw new IllegalStateException("applied " + settled.sequence() + " of " + versions);
    }
  }

  /** The next version: applied at once, where the entity lies. */
  @Benchmark
  public Object inOrder() {
    if (next == inOrder.size()) {
      next = 0;
      live.become(Entity.NEW);
    }
    Event event = inOrder.get(next++);
    Change change = reconciler.inOrder(live, event);
    if (change != null) {
      return change;
    }
    Step step = reconciler.onArrival(live.value(), this::body, event, PlainJob.MOMENT);
    live.become(step.entity());
    return step;
  }

  /** The second one before the first, and so on: every other event is held, and then released. */
  @Benchmark
  public Step outOfOrder() {
    return take(swapped);
  }

  /** The last version once more: a duplicate. */
  @Benchmark
  public Step duplicate() {
    Event last = inOrder.get(inOrder.size() - 1);
    return reconciler.onArrival(settled, this::body, last, PlainJob.MOMENT);
  }

  private Step take(List<Event> events) {
    if (next == events.size()) {
      next = 0;
      entity = Entity.NEW;
    }
    Step step = reconciler.onArrival(entity, this::body, events.get(next), PlainJob.MOMENT);
    entity = step.entity();
    next++;
    for (HeldChange change : step.heldChanges()) {
      Event kept = change.event();
      if (kept == null) {
        bodies.remove(change.slot());
      } else {
        bodies.put(change.slot(), kept);
      }
    }
    return step;
  }

  private Event body(long slot) {
    return Objects.requireNonNull(bodies.get(slot));
  }
}
