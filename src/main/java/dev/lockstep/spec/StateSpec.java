package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.ExpirySpec.From;
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
 * @param expire when an entity shrinks to a residue, null for never
 */
public record StateSpec(
    Reduction reduce,
    int sizeAtMostBytes,
    @Nullable Lifecycle lifecycle,
    List<Invariant> invariants,
    Aside onViolation,
    @Nullable ExpirySpec expire) {
  public StateSpec {
    invariants = List.copyOf(invariants);
  }

  /** The same with another limit. */
  public StateSpec ofSizeAtMost(int bytes) {
    return new StateSpec(reduce, bytes, lifecycle, invariants, onViolation, expire);
  }

  /** The reducer as a spec writes it, on one line. */
  public String reducer() {
    return StateYaml.reduce(reduce).toString();
  }

  /** When the core has an entity shrink. */
  Expiry expiry() {
    return expire == null
        ? Expiry.NEVER
        : new Expiry(expire.residueAfter().toMillis(), expire.from() == From.TERMINAL);
  }

  /** Whether there are rules to keep. */
  public boolean hasRules() {
    return lifecycle != null || !invariants.isEmpty();
  }
}
