package dev.lockstep.cli.explain;

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

  static String pointer(@Nullable String pointer, String otherwise) {
    return pointer == null ? otherwise : "at " + pointer;
  }
}
