package dev.lockstep.spec;

import dev.lockstep.spec.StateSpec.DistinctValues;
import dev.lockstep.spec.StateSpec.FieldRule;
import dev.lockstep.spec.StateSpec.JavaClass;
import dev.lockstep.spec.StateSpec.Max;
import dev.lockstep.spec.StateSpec.Min;
import dev.lockstep.spec.StateSpec.Patch;
import dev.lockstep.spec.StateSpec.PerField;
import dev.lockstep.spec.StateSpec.Reduce;
import dev.lockstep.spec.StateSpec.Replace;
import dev.lockstep.spec.StateSpec.Sum;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code state}. */
final class StateYaml {
  private StateYaml() {}

  static Map<String, Object> of(StateSpec state) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("reduce", reduce(state.reduce()));
    group.put("size-at-most", Amounts.text(state.sizeAtMostBytes()));
    return group;
  }

  private static Object reduce(Reduce reduce) {
    if (reduce instanceof Replace) {
      return "replace";
    }
    if (reduce instanceof Patch) {
      return "patch";
    }
    if (reduce instanceof JavaClass named) {
      return Map.of("class", named.name());
    }
    if (reduce instanceof PerField fields) {
      Map<String, Object> rules = new LinkedHashMap<>();
      fields.rules().forEach((field, rule) -> rules.put(field, rule(rule)));
      return rules;
    }
    throw new AssertionError(reduce);
  }

  private static Map<String, Object> rule(FieldRule rule) {
    if (rule instanceof Sum sum) {
      Map<String, Object> group = new LinkedHashMap<>();
      group.put("sum", sum.pointer());
      group.put("negate", SpecYaml.sorted(sum.negate()));
      return group;
    }
    if (rule instanceof Max) {
      return Map.of("max", rule.pointer());
    }
    if (rule instanceof Min) {
      return Map.of("min", rule.pointer());
    }
    if (rule instanceof DistinctValues) {
      return Map.of("set", rule.pointer());
    }
    throw new AssertionError(rule);
  }
}
