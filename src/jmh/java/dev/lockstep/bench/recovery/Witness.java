package dev.lockstep.bench.recovery;

import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sees all outputs of the one job of this process, before and after its crash.
 *
 * <p>A job that goes on from a checkpoint puts out again what came after it: a version that was
 * seen before is left out, as whoever reads receipts does.
 */
final class Witness {
  private static volatile @Nullable Witness current;

  private final Workload workload;
  private final Kind kind;
  private final Oracle oracle;
  private final long[] seen;
  private final CompletableFuture<Long> trickling = new CompletableFuture<>();
  private final CompletableFuture<Long> goingOn = new CompletableFuture<>();
  private int writers;
  private boolean gateOpen;
  private long count;

  private Witness(Kind kind, Workload workload) {
    this.kind = kind;
    this.workload = workload;
    this.oracle = new Oracle(workload);
    this.seen = new long[workload.entities()];
  }

  static Witness set(Kind kind, Workload workload) {
    Witness witness = new Witness(kind, workload);
    current = witness;
    return witness;
  }

  static Witness current() {
    return Objects.requireNonNull(current, "nothing is being measured");
  }

  /** One more writer, whose number it gets: the first is that before the crash. */
  synchronized int writer() {
    return ++writers;
  }

  /** From now on an output is one from behind the gate. */
  synchronized void gateOpens() {
    gateOpen = true;
  }

  synchronized void accept(int writer, String entityId, long version, String eventId) {
    if (writer > 1) {
      goingOn.complete(System.nanoTime());
    } else if (gateOpen) {
      trickling.complete(System.nanoTime());
    }
    int entity = Workload.entityOf(entityId);
    switch (kind) {
      case LOCKSTEP -> inOrder(entity, entityId, version, eventId);
      case STATELESS -> {
        long bit = 1L << (version - 1);
        count += (seen[entity] & bit) == 0 ? 1 : 0;
        seen[entity] |= bit;
      }
    }
  }

  private void inOrder(int entity, String entityId, long version, String eventId) {
    if (version > seen[entity]) {
      seen[entity] = version;
      oracle.accept(entityId, version, eventId);
    }
  }

  /** When something from behind the gate came out. */
  CompletableFuture<Long> trickling() {
    return trickling;
  }

  /** When something came out after the crash. */
  CompletableFuture<Long> goingOn() {
    return goingOn;
  }

  /**
   * What is to be said of the output: of what has no state, that every event came at least once.
   */
  synchronized String verdict() {
    return switch (kind) {
      case LOCKSTEP -> oracle.verdict();
      case STATELESS ->
          count == workload.unique()
              ? Oracle.COUNTED
              : "FAIL: " + count + " of " + workload.unique() + " different events";
    };
  }
}
