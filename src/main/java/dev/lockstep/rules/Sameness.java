package dev.lockstep.rules;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Whether two values are the same; the steps that it takes are counted on the way. */
final class Sameness {
  private Sameness() {}

  static boolean of(Object one, Object other, Frame frame) {
    frame.charge(1);
    if (one instanceof List<?> a && other instanceof List<?> b) {
      return lists(a, b, frame);
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return maps(a, b, frame);
    }
    return (one instanceof String a && other instanceof String b)
        ? Texts.same(a, b, frame)
        : one.equals(other);
  }

  private static boolean lists(List<?> one, List<?> other, Frame frame) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<?> others = other.iterator();
    for (Object each : one) {
      if (!of(each, others.next(), frame)) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> one, Map<?, ?> other, Frame frame) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      Object value = other.get(entry.getKey());
      if (value == null || !of(entry.getValue(), value, frame)) {
        return false;
      }
    }
    return true;
  }

  static boolean in(Object wanted, Object container, Frame frame) {
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(wanted);
    }
    for (Object each : (List<?>) container) {
      if (of(wanted, each, frame)) {
        return true;
      }
    }
    return false;
  }
}
