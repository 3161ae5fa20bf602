package dev.lockstep.bench.parallelism;

import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Knows when work began and ended, and whether it was done in the order that was asked for. */
final class Foreman {
  private static volatile @Nullable Foreman current;

  private final Work work;
  private final Workload workload;
  private final Oracle oracle;
  private final BitSet arrivals = new BitSet();
  private long wrong;
  private long count;
  private long beganNanos;
  private long endedNanos;

  private Foreman(Work work, Workload workload) {
    this.work = work;
    this.workload = workload;
    this.oracle = new Oracle(workload);
  }

  static Foreman set(Work work, Workload workload) {
    Foreman foreman = new Foreman(work, workload);
    current = foreman;
    return foreman;
  }

  static Foreman current() {
    return Objects.requireNonNull(current, "nothing is being measured");
  }

  Work work() {
    return work;
  }

  /** Work on an event begins. */
  synchronized void begin() {
    if (beganNanos == 0) {
      beganNanos = System.nanoTime();
    }
  }

  /** Work on an applied event has ended. */
  synchronized void applied(String entity, long version, String id) {
    end();
    switch (work.order()) {
      case ALL -> wrong += version == count ? 0 : 1;
      case ENTITY -> oracle.accept(entity, version, id);
      case NONE -> wrong++;
    }
  }

  /** Work on an event that is in no order has ended. */
  synchronized void passed(long arrival) {
    end();
    wrong += arrivals.get((int) arrival) ? 1 : 0;
    arrivals.set((int) arrival);
  }

  private void end() {
    count++;
    endedNanos = System.nanoTime();
  }

  synchronized Done done() {
    return new Done(count, count * 1e9 / (endedNanos - beganNanos), verdict());
  }

  private String verdict() {
    if (work.order() == Order.ENTITY) {
      return oracle.verdict();
    }
    long expected = work.order() == Order.ALL ? workload.unique() : workload.total();
    return count == expected && wrong == 0
        ? Oracle.RIGHT
        : "FAIL: " + count + " of " + expected + ", " + wrong + " wrong";
  }
}
