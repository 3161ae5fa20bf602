package dev.lockstep.savepoint;

import dev.lockstep.event.Event;
import dev.lockstep.state.Stored;
import java.util.Map;

/**
 * All that a savepoint keeps of one entity.
 *
 * @param entity its id
 * @param stored the entity with its small held bodies
 * @param bodies the larger held bodies, by slot
 */
public record Kept(String entity, Stored stored, Map<Long, Event> bodies) {
  public Kept {
    bodies = Map.copyOf(bodies);
  }

  /** Whether each held event has its body, and no body is there for nothing. */
  boolean isWhole() {
    long wanted = stored.entity().heldEvents();
    return wanted == stored.inline().size() + (long) bodies.size();
  }
}
