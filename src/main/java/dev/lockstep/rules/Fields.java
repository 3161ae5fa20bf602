package dev.lockstep.rules;

import java.util.Map;

/** The fields of what a check has made or looks at, in a loop or behind an index. */
final class Fields {
  private Fields() {}

  static Term get(Term of, String name) {
    return frame -> {
      if (!(of.value(frame) instanceof Map<?, ?> map)) {
        throw new NoAnswer("`." + name + "` is asked of what is no object");
      }
      Object value = map.get(name);
      if (value == null) {
        throw new NoAnswer("`." + name + "` is missing");
      }
      return value;
    };
  }

  /** What is no object has no fields. */
  static Term has(Term of, String name) {
    return frame -> of.value(frame) instanceof Map<?, ?> map && map.containsKey(name);
  }
}
