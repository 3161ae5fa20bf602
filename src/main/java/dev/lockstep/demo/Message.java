package dev.lockstep.demo;

/**
 * One record on the queue, in the order in which the producers wrote them.
 *
 * @param offset its place on the queue, from 0
 * @param entity whom it is about; empty for a fact that concerns no entity's state
 * @param line the record, one JSON object
 * @param effect what it does to the state of its entity
 */
public record Message(int offset, String entity, String line, Effect effect) {

  /** Whether it concerns the state of an entity. */
  public boolean hasEntity() {
    return !entity.isEmpty();
  }
}
