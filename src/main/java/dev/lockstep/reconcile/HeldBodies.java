package dev.lockstep.reconcile;

import dev.lockstep.event.Event;

/** A read-only view of the bodies of an entity's held events. */
@FunctionalInterface
public interface HeldBodies {
  /** The event kept under a slot; a slot that holds none is a broken invariant and throws. */
  Event get(long slot);
}
