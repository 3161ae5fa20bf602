package dev.lockstep.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * The variables that can be seen at one place of a check.
 *
 * @param slots where each is kept, by name
 * @param loops how many loops the place is in
 */
record Scope(Map<String, Integer> slots, int loops) {
  static final Scope NONE = new Scope(Map.of(), 0);

  Scope with(String name, int slot) {
    Map<String, Integer> more = new HashMap<>(slots);
    more.put(name, slot);
    return new Scope(more, loops);
  }

  Scope deeper() {
    return new Scope(slots, loops + 1);
  }
}
