package dev.lockstep.reconcile;

/**
 * An entity whose state is gone by an operator's verb, not by an event.
 *
 * @param entity the entity's id
 * @param receipt the place in its sequence: that of the last applied event
 */
public record Cleared(String entity, Receipt receipt) implements Output {}
