package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Scalar;
import dev.lockstep.spec.SpecNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of environment variables into a tree: {@code ${NAME}}, {@code ${NAME:-default}};
 * a doubled dollar sign escapes them. Keys are left as they are.
 */
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{");

  private final Map<String, String> environment;
  private final Problems problems;

  Variables(Map<String, String> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  SpecNode fill(SpecNode node, String path) {
    if (node instanceof Scalar scalar) {
      return scalar.text().contains("${")
          ? new Scalar(scalar.at(), text(scalar, path), scalar.plain())
          : scalar;
    }
    if (node instanceof Sequence sequence) {
      List<SpecNode> items = new ArrayList<>();
      for (SpecNode item : sequence.items()) {
        items.add(fill(item, path + "[" + items.size() + "]"));
      }
      return new Sequence(sequence.at(), items);
    }
    if (node instanceof Mapping mapping) {
      return new Mapping(
          mapping.at(),
          mapping.entries().stream()
              .map(
                  each ->
                      new Entry(
                          each.at(), each.key(), fill(each.value(), Value.child(path, each.key()))))
              .toList());
    }
    throw new AssertionError(node);
  }

  private String text(Scalar scalar, String path) {
    Matcher reference = REFERENCE.matcher(scalar.text());
    StringBuilder filled = new StringBuilder();
    while (reference.find()) {
      String value = valueOf(reference, scalar, path);
      reference.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(filled).toString();
  }

  private String valueOf(Matcher reference, Scalar scalar, String path) {
    if (reference.group().equals("$${")) {
      return "${";
    }
    String name = reference.group(1);
    if (name == null) {
      problems.error(
          scalar.at(),
          path,
          "`${` begins no variable here",
          "`${NAME}` or `${NAME:-default}`; `$${` stands for `${`");
      return "";
    }
    // As in a shell, `:-` also stands in for a variable that is set to nothing.
    String set = environment.getOrDefault(name, "");
    String fallback = reference.group(2);
    if (set.isEmpty() && fallback == null && !environment.containsKey(name)) {
      problems.error(
          scalar.at(),
          path,
          "the environment variable `" + name + "` is not set",
          "set it, or give a default: `${" + name + ":-...}`");
    }
    return set.isEmpty() && fallback != null ? fallback : set;
  }
}
