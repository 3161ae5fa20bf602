package dev.lockstep.cli.explain;

import dev.lockstep.spec.EventSpec;
import dev.lockstep.spec.SpecYaml;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values as people say them. */
final class Words {
  private Words() {}

  /** Such as {@code 1m 35s}. */
  static String of(Duration duration) {
    return SpecYaml.of(duration).replaceAll("(?<=[a-z])(?=[0-9])", " ");
  }

  /** Such as {@code a, b and c}. */
  static String list(Collection<String> words) {
    List<String> all = List.copyOf(words);
    int last = all.size() - 1;
    return last < 1
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }

  static String sorted(Collection<String> words) {
    return list(new TreeSet<>(words));
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where a field is, such as {@code at /id}, {@code in the header event-id}. */
  static String field(@Nullable String field, String otherwise) {
    return field == null ? otherwise : fields(List.of(field));
  }

  /** Where fields are, such as {@code at /a and /b}. */
  static String fields(List<String> fields) {
    if (fields.stream().noneMatch(EventSpec::isBesideValue)) {
      return "at " + list(fields);
    }
    return list(fields.stream().map(Words::place).toList());
  }

  private static String place(String field) {
    if (field.equals("key")) {
      return "in the record's key";
    }
    return EventSpec.isBesideValue(field)
        ? "in the header " + field.substring(field.indexOf(':') + 1)
        : "at " + field;
  }
}
