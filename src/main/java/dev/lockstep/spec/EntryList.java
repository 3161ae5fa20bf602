package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Scalar;
import dev.lockstep.spec.SpecNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of one mapping while it is read: each key once, {@code <<} filled in at the end. */
final class EntryList {
  private static final String MERGE = "<<";

  private final String path;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  EntryList(String path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The path of the value of a key. */
  String pathOf(SpecNode key) {
    return key instanceof Scalar name ? Value.child(path, name.text()) : path;
  }

  void add(SpecNode key, Position at, SpecNode value) {
    if (!(key instanceof Scalar name)) {
      problems.error(at, path, "a key is one word, not " + key.kind(), null);
      return;
    }
    Entry first = entries.putIfAbsent(name.text(), new Entry(at, name.text(), value));
    if (first != null) {
      problems.error(
          at,
          pathOf(key),
          "`" + name.text() + "` is given twice",
          "the first one is at " + first.at() + "; remove one of them");
    }
  }

  /** The entries; what is merged gives way to what is written out. */
  List<Entry> merged() {
    Entry merge = entries.remove(MERGE);
    if (merge != null) {
      merge(merge.at(), merge.value());
    }
    return new ArrayList<>(entries.values());
  }

  private void merge(Position at, SpecNode node) {
    if (node instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
    } else if (node instanceof Sequence list
        && list.items().stream().allMatch(Mapping.class::isInstance)) {
      list.items().forEach(item -> merge(at, item));
    } else {
      problems.error(at, path, "`<<` merges a group of keys, not " + node.kind(), null);
    }
  }
}
