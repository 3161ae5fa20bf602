package dev.lockstep.spec;

import dev.lockstep.reduce.Reduction;
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.OrderSpec.Aside;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How events become state, and what they must keep.
 *
 * @param reduce how one event is folded in
 * @param sizeAtMostBytes how large an entity's state may grow
 * @param lifecycle which events may come when, null for any
 * @param invariants what must hold after each event
 * @param onViolation what becomes of an event that breaks a rule, or that the reducer fails on
 */
public record StateSpec(
    Reduction reduce,
    int sizeAtMostBytes,
    @Nullable Lifecycle lifecycle,
    List<Invariant> invariants,
    Aside onViolation) {
  public StateSpec {
    invariants = List.copyOf(invariants);
  }

  /** The same with another limit. */
  public StateSpec ofSizeAtMost(int bytes) {
    return new StateSpec(reduce, bytes, lifecycle, invariants, onViolation);
  }

  /** Whether there are rules to keep. */
  public boolean hasRules() {
    return lifecycle != null || !invariants.isEmpty();
  }
}
