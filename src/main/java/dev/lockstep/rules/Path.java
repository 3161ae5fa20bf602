package dev.lockstep.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A place that a check reads, such as {@code state.card.number}.
 *
 * @param root what it begins at
 * @param names of the fields that lead on from there
 */
record Path(Root root, List<String> names) implements Term {
  Path {
    names = List.copyOf(names);
  }

  Path child(String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    return new Path(root, more);
  }

  /** Whether the other one lies below this one. */
  boolean isAbove(Path other) {
    return root == other.root
        && names.size() < other.names.size()
        && other.names.subList(0, names.size()).equals(names);
  }

  @Override
  public Object value(Frame frame) {
    Object value = frame.facts.get(root);
    for (int i = 0; i < names.size(); i++) {
      value = field(value, names.get(i), i);
    }
    return value;
  }

  private Object field(Object of, String name, int depth) {
    if (!(of instanceof Map<?, ?> map)) {
      throw new NoAnswer(label(depth) + " is " + Kinds.of(of) + ", and has no `" + name + "`");
    }
    Object value = map.get(name);
    if (value == null) {
      throw new NoAnswer(label(depth + 1) + " is missing");
    }
    return value;
  }

  /** As it is written in a check. */
  String label() {
    return label(names.size());
  }

  private String label(int depth) {
    StringBuilder label = new StringBuilder(root.label());
    names.subList(0, depth).forEach(name -> label.append('.').append(name));
    return label.toString();
  }

  /** As a pointer into its root. */
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    names.forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }
}
