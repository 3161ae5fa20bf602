package dev.lockstep.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What consumers came to.
 *
 * @param states the states that they left
 * @param deliveries every message as often as it was handled, in the order of its effect
 * @param suffered how often what went wrong
 */
public record Finish(
    Map<String, Map<String, String>> states,
    List<Message> deliveries,
    Map<Fault.Kind, Integer> suffered) {
  public Finish {
    states = new TreeMap<>(states);
    deliveries = List.copyOf(deliveries);
    suffered = Map.copyOf(suffered);
  }

  /** How many took effect after a younger message of the same entity. */
  public long overtaken() {
    Map<String, Integer> youngest = new HashMap<>();
    return deliveries.stream()
        .filter(Message::hasEntity)
        .filter(each -> youngest.merge(each.entity(), each.number(), Math::max) > each.number())
        .count();
  }

  /** How often this went wrong. */
  public int suffered(Fault.Kind kind) {
    return suffered.getOrDefault(kind, 0);
  }
}
