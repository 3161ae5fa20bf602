package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import dev.lockstep.reconcile.Entity;

/** An entity as a dump tells of it: nothing waits, and only its version is remembered. */
final class Beginning {
  private Beginning() {}

  static Entity of(DumpLine line) {
    Entity none = Entity.NEW;
    Long timeMillis = line.timeMillis();
    return new Entity(
        line.version(),
        line.lastApplied(),
        null,
        line.sequence(),
        0,
        timeMillis == null ? none.timeMillis() : timeMillis,
        line.state(),
        line.stage(),
        line.deleted(),
        none.held(),
        0,
        none.memory(),
        none.abandoned(),
        none.restartedMillis(),
        none.staleRun(),
        null,
        none.acts(),
        none.timers());
  }
}
