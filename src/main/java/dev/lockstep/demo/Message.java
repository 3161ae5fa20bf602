package dev.lockstep.demo;

/**
 * One record of a story.
 *
 * @param number its place in the story, from 0
 * @param entity whom it is about; empty for a fact that concerns no entity's state
 * @param line the record, one JSON object, unlike that of any other message
 * @param effect what it does to the state of its entity
 */
public record Message(int number, String entity, String line, Effect effect) {

  /** Whether it concerns the state of an entity. */
  public boolean hasEntity() {
    return !entity.isEmpty();
  }
}
