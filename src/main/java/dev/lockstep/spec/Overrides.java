package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts values of the command line, {@code --set a.b=c}, into a tree. */
final class Overrides {
  private final Problems problems;

  Overrides(Problems problems) {
    this.problems = problems;
  }

  /** The tree with all values, in their order: a later one wins. */
  SpecNode apply(SpecNode root, List<String> assignments) {
    SpecNode tree = root;
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      String path = equals < 0 ? assignment : assignment.substring(0, equals);
      Position option = Position.inOption("--set " + path);
      List<String> keys = keysOf(path);
      if (equals < 0 || keys.contains("")) {
        problems.error(option, "", "not of the form KEY=VALUE", "such as `--set order.wait=10s`");
      } else {
        tree = set(tree, keys, assignment.substring(equals + 1), option);
      }
    }
    return tree;
  }

  private SpecNode set(SpecNode tree, List<String> keys, String text, Position option) {
    try {
      return with(tree, keys, TreeParser.ofOption(text, option, problems), option);
    } catch (UnreadableSpec unreadable) {
      problems.add(unreadable.problem());
      return tree;
    }
  }

  /** Keys are parted by dots; what follows {@code properties} is one key, dots and all. */
  private static List<String> keysOf(String path) {
    List<String> parts = Arrays.asList(path.strip().split("\\.", -1));
    int properties = parts.indexOf("properties");
    if (properties < 0 || properties > parts.size() - 2) {
      return parts;
    }
    List<String> keys = new ArrayList<>(parts.subList(0, properties + 1));
    keys.add(String.join(".", parts.subList(properties + 1, parts.size())));
    return keys;
  }

  private SpecNode with(SpecNode node, List<String> keys, SpecNode value, Position option) {
    if (keys.isEmpty()) {
      return value;
    }
    if (!(node instanceof Mapping) && !node.isNothing()) {
      String message = "`" + keys.get(0) + "` would lie under " + node.kind();
      problems.error(option, "", message, "set the value as a whole");
      return node;
    }
    List<Entry> entries =
        new ArrayList<>(node instanceof Mapping mapping ? mapping.entries() : List.of());
    put(entries, keys, value, option);
    return new Mapping(node.at(), entries);
  }

  private void put(List<Entry> entries, List<String> keys, SpecNode value, Position option) {
    List<String> below = keys.subList(1, keys.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.key().equals(keys.get(0))) {
        entries.set(
            i, new Entry(entry.at(), entry.key(), with(entry.value(), below, value, option)));
        return;
      }
    }
    SpecNode nothing = new SpecNode.Scalar(option, "", true);
    entries.add(new Entry(option, keys.get(0), with(nothing, below, value, option)));
  }
}
