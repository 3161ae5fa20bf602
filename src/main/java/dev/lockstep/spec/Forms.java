package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Scalar;
import dev.lockstep.spec.SpecNode.Sequence;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways in which the values of a spec are written. */
final class Forms {
  private static final Pattern ESCAPE = Pattern.compile("~(?![01])");

  static final Form<String> TEXT = value -> value.text("text");
  static final Form<String> POINTER = Forms::pointer;

  /** Text as it stands, so that a place in it can be found again. */
  static final Form<String> EXPRESSION =
      value ->
          value.text("an expression") != null && value.node() instanceof Scalar scalar
              ? scalar.text()
              : null;

  /** A pointer, or a place beside the record's value. */
  static final Form<String> FIELD = Forms::field;

  static final Form<Boolean> FLAG = Choice.of(Map.of("true", true, "false", false));
  static final Form<Map<String, String>> PROPERTIES = Forms::properties;

  private Forms() {}

  /** Text that a pattern describes. */
  static Form<String> text(Pattern pattern, String description) {
    return value -> {
      String text = value.text("text");
      if (text == null || pattern.matcher(text).matches()) {
        return text;
      }
      return value.wrong("`" + text + "` is not " + description, null);
    };
  }

  /** A whole number. */
  static Form<Long> whole(long min, long max) {
    return value -> {
      String text = value.text("a whole number");
      Long number = text == null ? null : wholeOf(text);
      if (text == null || (number != null && number >= min && number <= max)) {
        return number;
      }
      String name = "`" + value.name() + "`";
      return number == null
          ? value.wrong(name + " is `" + text + "`, not a whole number", null)
          : value.wrong(name + " is " + text + ", not between " + min + " and " + max, null);
    };
  }

  /** A whole number that fits an int. */
  static Form<Integer> count(int min, int max) {
    Form<Long> whole = whole(min, max);
    return value -> {
      Long number = whole.read(value);
      return number == null ? null : Math.toIntExact(number);
    };
  }

  private static @Nullable Long wholeOf(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  /** A value that may be switched off with {@code none}. */
  static <T> Form<Optional<T>> orNone(Form<T> form) {
    return value -> {
      if (value.node() instanceof Scalar scalar && scalar.text().equals("none")) {
        return Optional.empty();
      }
      T read = form.read(value);
      return read == null ? null : Optional.of(read);
    };
  }

  private static @Nullable String field(Value value) {
    String text = value.text("a pointer, `header:NAME` or `key`");
    if (text == null || !EventSpec.isBesideValue(text)) {
      return text == null ? null : pointer(value);
    }
    return text.equals(EventSpec.HEADER)
        ? value.wrong("`" + text + "` names no header", "such as `header:event-id`")
        : text;
  }

  private static @Nullable String pointer(Value value) {
    String text = value.text("a pointer");
    if (text != null && text.startsWith(EventSpec.HEADER)) {
      return value.wrong(
          "`" + value.name() + "` cannot be read from a header", "a pointer into the value");
    }
    if (text == null || (text.startsWith("/") && !ESCAPE.matcher(text).find())) {
      return text;
    }
    return text.startsWith("/")
        ? value.wrong("`" + text + "` has a stray `~`", "write `~0` for `~`, `~1` for `/`")
        : value.wrong(
            "`" + text + "` is not a pointer: it does not begin with `/`",
            "`/" + text.replace("$.", "").replace('.', '/') + "`?");
  }

  /** A list; what cannot be read is left out after its problem. */
  static <T> Form<List<T>> list(Form<T> form) {
    return value -> {
      if (!(value.node() instanceof Sequence sequence)) {
        String hint = value.node() instanceof Scalar s ? "write `[" + s.text() + "]`" : null;
        return value.wrong(
            "`" + value.name() + "` is " + value.node().kind() + ", not a list", hint);
      }
      List<T> items = new ArrayList<>();
      for (SpecNode item : sequence.items()) {
        T read = form.read(value.item(items.size(), item));
        if (read != null) {
          items.add(read);
        }
      }
      return List.copyOf(items);
    };
  }

  /** A list in which nothing is twice. */
  static <T> Form<Set<T>> set(Form<T> form) {
    Form<List<T>> list = list(form);
    return value -> {
      List<T> items = list.read(value);
      if (items == null) {
        return null;
      }
      Set<T> distinct = new LinkedHashSet<>(items);
      return distinct.size() == items.size()
          ? distinct
          : value.wrong("`" + value.name() + "` names something twice", null);
    };
  }

  /** A list of one or more, or one value without brackets. */
  static <T> Form<List<T>> oneOrMore(Form<T> form) {
    Form<List<T>> list = list(form);
    return value -> {
      if (!(value.node() instanceof Sequence sequence)) {
        T one = form.read(value);
        return one == null ? null : List.of(one);
      }
      return sequence.items().isEmpty()
          ? value.wrong("`" + value.name() + "` is an empty list", null)
          : list.read(value);
    };
  }

  /** Epoch milliseconds, or ISO 8601. */
  static @Nullable Instant instantOf(String text) {
    Long millis = wholeOf(text);
    if (millis != null) {
      return Instant.ofEpochMilli(millis);
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException notIso) {
      return null;
    }
  }

  private static @Nullable Map<String, String> properties(Value value) {
    if (!(value.node() instanceof Mapping mapping)) {
      return value.wrong(
          "`" + value.name() + "` is " + value.node().kind() + ", not a group of keys", null);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String path = Value.child(value.path(), entry.key());
      if (entry.value() instanceof Scalar scalar) {
        properties.put(entry.key(), scalar.isNothing() ? "" : scalar.text());
      } else {
        String message = "`" + entry.key() + "` is " + entry.value().kind() + ", not one value";
        String hint = "write property names in full, such as `" + entry.key() + ".name: value`";
        value.problems().error(entry.at(), path, message, hint);
      }
    }
    return properties;
  }
}
