package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A group of keys while it is read: it knows which keys were asked for, so the rest are unknown.
 *
 * <p>A key without a value counts as not given.
 */
final class Section {
  private final Value value;
  private final Vocabulary vocabulary;
  private final Set<String> asked = new LinkedHashSet<>();

  Section(Value value, Vocabulary vocabulary) {
    this.value = value;
    this.vocabulary = vocabulary;
    if (!(value.node() instanceof Mapping) && !value.node().isNothing()) {
      value.wrong(
          "`" + value.name() + "` is " + value.node().kind() + ", not a group of keys", null);
    }
  }

  /** The value of a key, or the fallback when it is not given or cannot be read. */
  <T> T get(String key, Form<T> form, T fallback) {
    T read = find(key, form);
    return read == null ? fallback : read;
  }

  /** The value of a key, null when it is not given or cannot be read. */
  <T> @Nullable T find(String key, Form<T> form) {
    Value given = given(key);
    return given == null ? null : form.read(given);
  }

  /** The value of a key that has {@code none}; null for none. */
  <T> @Nullable T orNone(String key, Form<T> form) {
    Optional<T> read = find(key, Forms.orNone(form));
    return read == null ? null : read.orElse(null);
  }

  /** The value of a key that must be given; a problem and the fallback when it is not. */
  <T> T require(String key, Form<T> form, T fallback, String hint) {
    if (given(key) != null) {
      return get(key, form, fallback);
    }
    if (value.node() instanceof Mapping || value.node().isNothing()) {
      vocabulary.missing(value, key, hint);
    }
    return fallback;
  }

  /** A group of keys under this one, read to its end. */
  <T> T group(String key, Function<Section, T> reader) {
    Value given = given(key);
    SpecNode nothing = new SpecNode.Scalar(value.node().at(), "", true);
    Value inner =
        given != null
            ? given
            : new Value(nothing, Value.child(value.path(), key), value.problems());
    return of(inner, vocabulary, reader);
  }

  /** Reads a whole group of keys; what the reader did not ask for is unknown. */
  static <T> T of(Value value, Vocabulary vocabulary, Function<Section, T> reader) {
    Section section = new Section(value, vocabulary);
    T read = reader.apply(section);
    section.vocabulary.asked(value.path(), section.asked);
    section.unknown().forEach(entry -> vocabulary.unknown(value, entry));
    return read;
  }

  /** A form for groups of keys. */
  <T> Form<T> form(Function<Section, T> reader) {
    return inner -> of(inner, vocabulary, reader);
  }

  boolean has(String key) {
    return given(key) != null;
  }

  /** Whether there are keys that were not asked for so far. */
  boolean hasUnknownKeys() {
    return !unknown().isEmpty();
  }

  /** Notes a key of the grammar that this version does not carry out. */
  void later(String key, String instead) {
    Value given = given(key);
    if (given != null) {
      given.wrong("`" + key + "` is not in this version of Lockstep", instead);
    }
  }

  /** What is being read. */
  Value value() {
    return value;
  }

  private @Nullable Value given(String key) {
    asked.add(key);
    Entry entry = value.node() instanceof Mapping mapping ? mapping.find(key) : null;
    return entry == null || entry.value().isNothing()
        ? null
        : new Value(entry.value(), Value.child(value.path(), key), value.problems());
  }

  private List<Entry> unknown() {
    return value.node() instanceof Mapping mapping
        ? mapping.entries().stream().filter(entry -> !asked.contains(entry.key())).toList()
        : List.of();
  }
}
