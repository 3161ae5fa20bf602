package dev.lockstep.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects in the making. */
final class Json {
  private Json() {}

  /** An object of names and values in turn, in this order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
