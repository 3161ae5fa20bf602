package dev.lockstep.spec;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a spec's text, with where it was written. */
sealed interface SpecNode {
  /** Where it begins. */
  Position at();

  /** What it is, for people. */
  String kind();

  /** How many nodes it is made of, itself among them; what an alias stands for is counted again. */
  int weight();

  /** Whether it stands for nothing: an empty value, {@code null} or {@code ~}. */
  default boolean isNothing() {
    return false;
  }

  /**
   * One value.
   *
   * @param text as it reads without quotes
   * @param plain whether it was written without quotes
   * @param written how it stands in the file, null when it was made otherwise
   */
  record Scalar(Position at, String text, boolean plain, @Nullable Written written)
      implements SpecNode {
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    Scalar(Position at, String text, boolean plain) {
      this(at, text, plain, null);
    }

    /** Where a character of the text was written, by its offset in code points. */
    Position at(int offset) {
      return written == null ? at : written.of(text, offset);
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "one value";
    }

    @Override
    public int weight() {
      return 1;
    }

    @Override
    public boolean isNothing() {
      return plain && NOTHING.contains(text);
    }
  }

  /** A list. */
  record Sequence(Position at, List<SpecNode> items, int weight) implements SpecNode {
    Sequence(Position at, List<SpecNode> items) {
      this(at, List.copyOf(items), 1 + items.stream().mapToInt(SpecNode::weight).sum());
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with their values, each key once, in the order in which they were written. */
  record Mapping(Position at, List<Entry> entries, int weight) implements SpecNode {
    Mapping(Position at, List<Entry> entries) {
      this(
          at,
          List.copyOf(entries),
          1 + entries.stream().mapToInt(entry -> 1 + entry.value().weight()).sum());
    }

    @Override
    public String kind() {
      return "a group of keys";
    }

    /** The entry of a key, null when there is none. */
    @Nullable Entry find(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst().orElse(null);
    }
  }

  /** One key and its value. */
  record Entry(Position at, String key, SpecNode value) {}
}
