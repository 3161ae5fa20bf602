package dev.lockstep.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One word out of a few.
 *
 * @param values the words, and what they stand for
 * @param later words that a later version knows, and what to use until then
 */
record Choice<T>(Map<String, T> values, Map<String, String> later) implements Form<T> {

  static <T> Choice<T> of(Map<String, T> values) {
    return new Choice<>(new TreeMap<>(values), Map.of());
  }

  /** The constants of an enum, each in hyphen form. */
  static <E extends Enum<E>> Choice<E> of(Class<E> type) {
    Map<String, E> values = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      values.put(word(constant), constant);
    }
    return new Choice<>(values, Map.of());
  }

  /** The constant as it is written in a spec. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The choice with a word of the grammar that this version does not carry out. */
  Choice<T> later(String word, String instead) {
    Map<String, String> more = new LinkedHashMap<>(later);
    more.put(word, instead);
    Map<String, T> now = new LinkedHashMap<>(values);
    now.remove(word);
    return new Choice<>(now, more);
  }

  @Override
  public @Nullable T read(Value value) {
    String words = String.join(", ", values.keySet());
    String text = value.text("one of " + words);
    T chosen = text == null ? null : values.get(text);
    if (text == null || chosen != null) {
      return chosen;
    }
    String instead = later.get(text);
    if (instead != null) {
      String message = "`" + value.name() + ": " + text + "` is not in this version of Lockstep";
      return value.wrong(message, instead);
    }
    if (values.size() == 1) {
      return value.wrong("`" + value.name() + "` cannot be `" + text + "`", "use `" + words + "`");
    }
    String meant = Spelling.nearest(text, values.keySet());
    return value.wrong(
        "`" + value.name() + "` cannot be `" + text + "`",
        meant == null ? "one of " + words : "did you mean `" + meant + "`? One of " + words);
  }
}
