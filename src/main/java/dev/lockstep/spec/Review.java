package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A spec that was read, looked at as a whole.
 *
 * @param spec what was read; where there is a problem, the default
 * @param root what was written
 * @param problems where problems are added
 */
record Review(JobSpec spec, SpecNode root, Problems problems) {

  /** A finding about these paths; it is shown at the first. */
  Finding about(String path, String... others) {
    return new Finding(this, path, List.of(others));
  }

  /** The ways in which events are handled, each with the group of keys that says so. */
  Map<String, HandlingSpec> handlings() {
    Map<String, HandlingSpec> handlings = new LinkedHashMap<>();
    handlings.put("order", spec.handling());
    spec.overrides().forEach((type, each) -> handlings.put("overrides." + type, each));
    return handlings;
  }

  /** Whether a path was written out. */
  boolean given(String path) {
    return find(root, path).filter(node -> !node.isNothing()).isPresent();
  }

  /** Where a path was written, or the group that it would be in. */
  Position at(String path) {
    Optional<SpecNode> node = find(root, path);
    int last = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    if (node.isPresent() || last < 0) {
      return node.map(SpecNode::at).orElse(root.at());
    }
    return at(path.substring(0, last));
  }

  /** What was written at a path, null when nothing was. */
  @Nullable SpecNode node(String path) {
    return find(root, path).orElse(null);
  }

  private static Optional<SpecNode> find(SpecNode node, String path) {
    if (path.isEmpty()) {
      return Optional.of(node);
    }
    if (node instanceof Mapping mapping) {
      return mapping.entries().stream()
          .map(entry -> below(entry.value(), entry.key(), path))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (node instanceof Sequence sequence) {
      return IntStream.range(0, sequence.items().size())
          .mapToObj(i -> below(sequence.items().get(i), "[" + i + "]", path))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return Optional.empty();
  }

  private static Optional<SpecNode> below(SpecNode node, String key, String path) {
    if (!path.startsWith(key)) {
      return Optional.empty();
    }
    String rest = path.substring(key.length());
    if (rest.startsWith(".")) {
      return find(node, rest.substring(1));
    }
    return rest.isEmpty() || rest.startsWith("[") ? find(node, rest) : Optional.empty();
  }

  /** A finding that is only told if what it rests on was read as it was meant. */
  record Finding(Review review, String path, List<String> others) {
    void error(String message, @Nullable String hint) {
      add(Severity.ERROR, message, hint);
    }

    void warning(String message, @Nullable String hint) {
      add(Severity.WARNING, message, hint);
    }

    void note(String message, @Nullable String hint) {
      add(Severity.NOTE, message, hint);
    }

    /** An error at a place within what was written at the path. */
    void errorAt(Position at, String message, @Nullable String hint) {
      add(Severity.ERROR, at, message, hint);
    }

    private void add(Severity severity, String message, @Nullable String hint) {
      add(severity, review.at(path), message, hint);
    }

    private void add(Severity severity, Position at, String message, @Nullable String hint) {
      Problems problems = review.problems();
      if (problems.isSound(path) && others.stream().allMatch(problems::isSound)) {
        problems.add(new Problem(severity, at, path, message, hint));
      }
    }
  }
}
