package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.savepoint.Kind;
import dev.lockstep.savepoint.Savepoint;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits in a job at one moment.
 *
 * @param held events held
 * @param gaps entities that wait for versions that are missing
 * @param timers those with a timer for the end of their patience
 * @param parked events of quarantined entities
 */
record Waiting(long held, long gaps, long timers, long parked) {

  /** What waits in a savepoint. */
  static Waiting in(String savepoint) throws IOException {
    AtomicLong held = new AtomicLong();
    AtomicLong gaps = new AtomicLong();
    AtomicLong parked = new AtomicLong();
    AtomicLong timers = new AtomicLong();
    Savepoint.open(savepoint)
        .read(
            kept -> {
              Entity entity = kept.stored().entity();
              held.addAndGet(entity.heldEvents());
              boolean gap = Kind.of(entity).contains(Kind.OPEN_GAP);
              boolean timer = entity.timers().eventTime() != Timers.NONE;
              gaps.addAndGet(gap ? 1 : 0);
              parked.addAndGet(entity.parkedEvents());
              timers.addAndGet(gap && timer ? 1 : 0);
            },
            (groups, of) -> {});
    return new Waiting(held.get(), gaps.get(), timers.get(), parked.get());
  }

  /** Requires that there waits what a mode is about, or else whatever happened proved nothing. */
  void require(Mode mode, String when) {
    assertThat(held).as("events held at %s", when).isPositive();
    if (mode.quarantines()) {
      assertThat(parked).as("events parked at %s", when).isPositive();
    } else {
      assertThat(gaps).as("open gaps at %s", when).isPositive();
    }
    if (mode.givesUp()) {
      assertThat(timers).as("timers for the end of patience at %s", when).isPositive();
    }
  }

  @Override
  public String toString() {
    return "%d held, %d gaps, %d of them timed, %d parked".formatted(held, gaps, timers, parked);
  }
}
