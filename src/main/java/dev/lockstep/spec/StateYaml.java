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
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code state}. */
final class StateYaml {
  private StateYaml() {}

  static Map<String, Object> of(StateSpec state) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("reduce", reduce(state.reduce()));
    group.put("size-at-most", Amounts.text(state.sizeAtMostBytes()));
    if (state.lifecycle() != null) {
      group.put("lifecycle", lifecycle(state.lifecycle()));
    }
    if (!state.invariants().isEmpty()) {
      group.put("invariants", state.invariants().stream().map(StateYaml::invariant).toList());
    }
    group.put("on-violation", Choice.word(state.onViolation()));
    if (state.expire() != null) {
      group.put("expire", expiry(state.expire()));
    }
    return group;
  }

  private static Map<String, Object> expiry(ExpirySpec expire) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("residue-after", Amounts.text(expire.residueAfter()));
    group.put("from", Choice.word(expire.from()));
    return group;
  }

  private static Map<String, Object> lifecycle(Lifecycle lifecycle) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("initial", lifecycle.initial());
    if (!lifecycle.terminal().isEmpty()) {
      group.put("terminal", SpecYaml.sorted(lifecycle.terminal()));
    }
    group.put("states", lifecycle.stages());
    return group;
  }

  private static Map<String, Object> invariant(Invariant invariant) {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("name", invariant.name());
    group.put("check", invariant.check());
    return group;
  }

  static Object reduce(Reduction reduce) {
    if (reduce instanceof Replace) {
      return "replace";
    }
    if (reduce instanceof Patch) {
      return "patch";
    }
    if (reduce instanceof UserClass named) {
      return Map.of("class", named.name());
    }
    if (reduce instanceof Fields fields) {
      Map<String, Object> rules = new LinkedHashMap<>();
      fields.folds().forEach((field, rule) -> rules.put(field, rule(rule)));
      return rules;
    }
    throw new AssertionError(reduce);
  }

  private static Map<String, Object> rule(FieldFold rule) {
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
    if (rule instanceof Distinct) {
      return Map.of("set", rule.pointer());
    }
    throw new AssertionError(rule);
  }
}
