package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * One value while it is read: where it is, and where its problems go.
 *
 * @param node what was written
 * @param path the keys that lead there
 * @param problems where its problems are added
 */
record Value(SpecNode node, String path, Problems problems) {

  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The last key of the path, for messages. */
  String name() {
    String key = path.substring(path.lastIndexOf('.') + 1);
    int bracket = key.indexOf('[');
    return bracket > 0 ? key.substring(0, bracket) : key;
  }

  Value item(int index, SpecNode item) {
    return new Value(item, path + "[" + index + "]", problems);
  }

  /** Adds an error; returns null, which is what a form returns for a value it cannot read. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // Null is of every type.
  <T> @Nullable T wrong(String message, @Nullable String hint) {
    problems.error(node.at(), path, message, hint);
    return null;
  }

  /** The text of a single value; null after a problem when it is something else. */
  @Nullable String text(String wanted) {
    if (node instanceof Scalar scalar && !scalar.isNothing()) {
      return scalar.text().strip();
    }
    return wrong("`" + name() + "` is " + node.kind() + ", not " + wanted, null);
  }
}
