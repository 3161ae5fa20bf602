package dev.lockstep.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Event;

/**
 * A reducer of one's own, on JSON trees.
 *
 * <p>The class is public, has a public constructor without arguments, and is named in the spec as
 * {@code state: {reduce: {class: com.acme.Orders}}}. It must be deterministic: the same state and
 * event give the same result at any time and on any machine, so it asks no clock, no random
 * generator and no service, and keeps nothing in fields. What it throws makes the event REJECTED.
 * Numbers are exact: fractions are {@link java.math.BigDecimal}, long integers {@link
 * java.math.BigInteger}.
 */
@FunctionalInterface
public interface JsonReducer {
  /**
   * The state after the event.
   *
   * @param state the state before it, empty when there is none; may be changed and returned
   * @param data the event's data
   * @param event the event: its entity, id, type, version and time
   * @return the state after it
   */
  ObjectNode reduce(ObjectNode state, JsonNode data, Event event);
}
