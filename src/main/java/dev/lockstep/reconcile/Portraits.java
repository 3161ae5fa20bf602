package dev.lockstep.reconcile;

import dev.lockstep.reconcile.Entity.Timers;

/** Draws an entity as operators see it. */
final class Portraits {
  private Portraits() {}

  static Portrait of(Turn turn, Order order) {
    Entity entity = turn.after();
    long deadline = order.eventTimeDeadline(turn);
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
        deadline == Timers.NONE ? null : deadline,
        entity.quarantine(),
        name == null ? "" : name,
        entity.acts());
  }
}
