package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step on the way to one or more pointers: all of them are looked for in one pass. */
final class PointerNode {
  private final Map<String, PointerNode> byName = new HashMap<>();
  private final Map<Integer, PointerNode> byIndex = new HashMap<>();

  /** What ends here. */
  final List<Found> found = new ArrayList<>(1);

  /** What ends here or below. */
  private final List<Found> below = new ArrayList<>(1);

  /** Whether the event's data are what is here. */
  boolean isData;

  /** Whether what is here is no part of the content. */
  boolean isLeftOut;

  private boolean met;

  /**
   * Adds a pointer.
   *
   * @throws IllegalArgumentException when it is none
   */
  void add(Found target) {
    PointerNode node = this;
    node.below.add(target);
    for (JsonPointer rest = compile(target.pointer); !rest.matches(); rest = rest.tail()) {
      node = node.step(rest);
      node.below.add(target);
    }
    node.found.add(target);
  }

  private static JsonPointer compile(String pointer) {
    try {
      return JsonPointer.compile(pointer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a JSON pointer: " + pointer, e);
    }
  }

  private PointerNode step(JsonPointer segment) {
    PointerNode next =
        byName.computeIfAbsent(segment.getMatchingProperty(), name -> new PointerNode());
    if (segment.getMatchingIndex() >= 0) {
      byIndex.put(segment.getMatchingIndex(), next);
    }
    return next;
  }

  /** The node where a pointer that was added ends. */
  PointerNode at(Found target) {
    PointerNode node = this;
    for (JsonPointer rest = compile(target.pointer); !rest.matches(); rest = rest.tail()) {
      node = node.step(rest);
    }
    return node;
  }

  @Nullable PointerNode field(String name) {
    return byName.get(name);
  }

  @Nullable PointerNode element(int index) {
    return byIndex.isEmpty() ? null : byIndex.get(index);
  }

  /** Notes that a field of an object led here, and whether that is the second time. */
  void meet() {
    if (met) {
      below.forEach(each -> each.twice = true);
    }
    met = true;
  }

  /** Forgets the record that was read. */
  void clear() {
    met = false;
    found.forEach(Found::clear);
    byName.values().forEach(PointerNode::clear);
  }
}
