package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What an event does to its entity's state; a state is its fields, each as text. */
@FunctionalInterface
public interface Effect {
  /** Nothing: the event is of no concern to the state. */
  Effect NONE = state -> state;

  /** The state is gone. */
  Effect DELETE = state -> Map.of();

  /** The state after the event. */
  Map<String, String> on(Map<String, String> state);

  /** These fields get these values, others stay. */
  static Effect patch(Map<String, ?> fields) {
    return state -> {
      Map<String, String> next = new TreeMap<>(state);
      fields.forEach((name, value) -> next.put(name, text(value)));
      return next;
    };
  }

  /** The state is these fields and no others. */
  static Effect replace(Map<String, ?> fields) {
    return state -> patch(fields).on(Map.of());
  }

  /** The one text of a value: equal values have equal texts. */
  static String text(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
