package dev.lockstep.spec;

import dev.lockstep.reduce.FieldFold;
import dev.lockstep.reduce.FieldFold.Distinct;
import dev.lockstep.reduce.FieldFold.Max;
import dev.lockstep.reduce.FieldFold.Min;
import dev.lockstep.reduce.FieldFold.Sum;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.reduce.Reduction.Fields;
import dev.lockstep.reduce.Reduction.Patch;
import dev.lockstep.reduce.Reduction.Replace;
import dev.lockstep.reduce.Reduction.UserClass;
import dev.lockstep.spec.ExpirySpec.From;
import dev.lockstep.spec.OrderSpec.Aside;
import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code state}. */
final class StateSection {
  private static final int SIZE_AT_MOST_BYTES = 1 << 20;
  private static final Choice<Reduction> BY_NAME =
      Choice.<Reduction>of(Map.of("replace", new Replace(), "patch", new Patch()))
          .later("fields", "use `replace`, `patch`, or a rule per field");
  private static final Choice<From> FROM = Choice.of(From.class);
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

  private StateSection() {}

  static StateSpec read(Section state) {
    return new StateSpec(
        state.get("reduce", value -> reduce(value, state), new Replace()),
        state.get("size-at-most", Amounts.SIZE_FORM, SIZE_AT_MOST_BYTES),
        state.find("lifecycle", state.form(RulesSection::lifecycle)),
        state.get("invariants", Forms.list(RulesSection.invariantOf(state)), List.of()),
        state.get("on-violation", HandlingSection.ASIDE, Aside.DEAD_LETTER),
        state.find("expire", state.form(StateSection::expiry)));
  }

  private static ExpirySpec expiry(Section expire) {
    return new ExpirySpec(
        expire.require("residue-after", Amounts.POSITIVE_DURATION, Duration.ZERO, "such as `90d`"),
        expire.get("from", FROM, From.LAST_EVENT));
  }

  private static @Nullable Reduction reduce(Value value, Section state) {
    if (!(value.node() instanceof Mapping mapping)) {
      return BY_NAME.read(value);
    }
    Entry named = mapping.find("class");
    return named != null && named.value() instanceof Scalar
        ? state.form(StateSection::javaClass).read(value)
        : perField(value, mapping, state);
  }

  private static Reduction javaClass(Section reduce) {
    Form<String> name = Forms.text(CLASS_NAME, "the name of a Java class");
    return new UserClass(reduce.require("class", name, "", "such as `com.acme.Orders`"));
  }

  private static @Nullable Reduction perField(Value value, Mapping mapping, Section state) {
    if (mapping.entries().isEmpty()) {
      return value.wrong("`reduce` names no field", "such as `balance: {sum: /amount}`");
    }
    Map<String, FieldFold> rules = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String path = Value.child(value.path(), entry.key());
      Value given = new Value(entry.value(), path, value.problems());
      List<FieldFold> read = state.form(StateSection::rules).read(given);
      if (read != null && read.size() == 1) {
        rules.put(entry.key(), read.get(0));
      }
    }
    return new Fields(rules);
  }

  private static List<FieldFold> rules(Section field) {
    Set<String> negate = field.get("negate", Forms.set(Forms.TEXT), Set.of());
    Map<String, Function<String, FieldFold>> known = new LinkedHashMap<>();
    known.put("sum", pointer -> new Sum(pointer, negate));
    known.put("max", Max::new);
    known.put("min", Min::new);
    known.put("set", Distinct::new);
    List<String> given = known.keySet().stream().filter(field::has).toList();
    if (given.size() > 1 || (given.isEmpty() && !field.hasUnknownKeys())) {
      String message = "`" + field.value().name() + "` needs one rule, and has " + given.size();
      field.value().wrong(message, "one of " + String.join(", ", known.keySet()));
    }
    if (field.has("negate") && given.size() == 1 && !given.contains("sum")) {
      field.value().wrong("`negate` is only for `sum`", "remove it");
    }
    List<FieldFold> rules = new ArrayList<>();
    known.forEach(
        (rule, make) -> {
          String pointer = field.find(rule, Forms.POINTER);
          if (pointer != null) {
            rules.add(make.apply(pointer));
          }
        });
    return rules;
  }
}
