package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step on the way to one or more pointers: all of them are looked for in one pass. */
final class PointerNode {
  private final Map<String, PointerNode> byName = new HashMap<>();
  private final Map<Integer, PointerNode> byIndex = new HashMap<>();

  /** The same as {@link #byName}, with the names in UTF-8. */
  private byte[][] names = {};

  private PointerNode[] children = {};

  /** Where to look first: producers write the fields of their events in one order. */
  private int likely;

  /** What ends here. */
  Found[] found = {};

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
    node.found = Arrays.copyOf(node.found, node.found.length + 1);
    node.found[node.found.length - 1] = target;
  }

  private static JsonPointer compile(String pointer) {
    try {
      return JsonPointer.compile(pointer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a JSON pointer: " + pointer, e);
    }
  }

  private PointerNode step(JsonPointer segment) {
    PointerNode next = byName.computeIfAbsent(segment.getMatchingProperty(), this::child);
    if (segment.getMatchingIndex() >= 0) {
      byIndex.put(segment.getMatchingIndex(), next);
    }
    return next;
  }

  private PointerNode child(String name) {
    PointerNode child = new PointerNode();
    names = Arrays.copyOf(names, names.length + 1);
    names[names.length - 1] = name.getBytes(StandardCharsets.UTF_8);
    children = Arrays.copyOf(children, names.length);
    children[names.length - 1] = child;
    return child;
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

  /** The node of a field whose name is between these places, in UTF-8 and without escapes. */
  @Nullable PointerNode field(byte[] json, int from, int to) {
    for (int i = 0, child = likely; i < names.length; i++, child++) {
      if (child == names.length) {
        child = 0;
      }
      byte[] name = names[child];
      if (name.length == to - from && Arrays.equals(name, 0, name.length, json, from, to)) {
        likely = child + 1;
        return children[child];
      }
    }
    return null;
  }

  @Nullable PointerNode element(int index) {
    return byIndex.isEmpty() ? null : byIndex.get(index);
  }

  /** Notes that a field of an object led here, and whether that is the second time. */
  void meet() {
    if (met) {
      for (Found each : below) {
        each.twice = true;
      }
    }
    met = true;
  }

  /** Forgets the record that was read. */
  void clear() {
    met = false;
    for (Found each : found) {
      each.clear();
    }
    for (PointerNode child : children) {
      child.clear();
    }
  }
}
