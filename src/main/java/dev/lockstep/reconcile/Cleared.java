package dev.lockstep.reconcile;

/**
 * An entity whose state is gone by an operator's verb, not by an event.
 *
 * @param entity the entity's id
 * @param receipt the place in its sequence, which it takes like an event, so that a consumer that
 *     fences on the sequence lets it through
 */
public record Cleared(String entity, Receipt receipt) implements StateChange {}
