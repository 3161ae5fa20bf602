package dev.lockstep.spec;

import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code lifecycle} and {@code invariants}. */
final class RulesSection {
  private static final Form<String> NAME =
      Forms.text(
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,99}"),
          "a name: up to 100 letters, digits, `.`, `_`, `-` and spaces");
  private static final Form<Map<String, String>> WAYS = RulesSection::ways;

  private RulesSection() {}

  static Lifecycle lifecycle(Section lifecycle) {
    return new Lifecycle(
        lifecycle.require("initial", Forms.TEXT, "", "the stage that an entity begins in"),
        new LinkedHashSet<>(lifecycle.get("terminal", Forms.oneOrMore(Forms.TEXT), List.of())),
        lifecycle.require(
            "states",
            value -> mapOf(value, WAYS, "stages"),
            Map.of(),
            "such as `new: {OrderCreated: created}`"));
  }

  /** Each of a list has its place in it, whatever is wrong with the others. */
  static Form<Invariant> invariantOf(Section state) {
    Form<Invariant> form = state.form(RulesSection::invariant);
    return value -> {
      if (value.node() instanceof Mapping) {
        return form.read(value);
      }
      value.wrong(
          "an invariant is a group of keys, not " + value.node().kind(),
          "such as `{name: paid-in-full, check: \"state.paid >= state.total\"}`");
      return new Invariant("", "");
    };
  }

  private static Invariant invariant(Section invariant) {
    return new Invariant(
        invariant.require("name", NAME, "", "what operators know it by, such as `paid-in-full`"),
        invariant.require(
            "check", Forms.EXPRESSION, "", "what must hold, such as `state.balance >= 0`"));
  }

  private static @Nullable Map<String, String> ways(Value value) {
    return value.node().isNothing() ? Map.of() : mapOf(value, Forms.TEXT, "event types");
  }

  private static <T> @Nullable Map<String, T> mapOf(Value value, Form<T> form, String keys) {
    if (!(value.node() instanceof Mapping mapping)) {
      String message =
          "`" + value.name() + "` is " + value.node().kind() + ", not a group of " + keys;
      return value.wrong(message, null);
    }
    Map<String, T> map = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String path = Value.child(value.path(), entry.key());
      T read = form.read(new Value(entry.value(), path, value.problems()));
      if (read != null) {
        map.put(entry.key(), read);
      }
    }
    return map;
  }
}
