package dev.lockstep.reconcile;

import dev.lockstep.reconcile.Entity.Timers;
import org.jspecify.annotations.Nullable;

/** Draws an entity as operators see it. */
final class Portraits {
  private Portraits() {}

  static Portrait of(Turn turn, Order order) {
    Entity entity = turn.after();
    String name = Quarantining.name(turn, order);
    return new Portrait(
        entity.settled(),
        entity.lastApplied(),
        entity.sequence(),
        entity.chain(),
        entity.timeMillis(),
        entity.deleted(),
        entity.stage(),
        entity.state(),
        entity.held().entries().stream().map(HeldEntry::place).toList(),
        order.namedGap(turn),
        deadline(turn, order),
        entity.quarantine(),
        name == null ? "" : name,
        entity.acts());
  }

  /** The watermark that ends patience; null if nothing is waited for, for ever, or from when on. */
  static @Nullable Long deadline(Turn turn, Order order) {
    long deadline = order.eventTimeDeadline(turn);
    boolean isFirstWatermark = deadline == Moment.UNKNOWN + 1;
    return deadline == Timers.NONE || deadline == Moment.END || isFirstWatermark ? null : deadline;
  }
}
