package dev.lockstep.rules;

import dev.lockstep.reconcile.Rules;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a job as they are written down; they are made ready where they are asked.
 *
 * @param lifecycle which events may come when, null for any
 * @param invariants what must hold after each event, asked in turn
 * @param hidden pointers into state and data whose values are never told
 */
public record RuleBook(
    @Nullable Lifecycle lifecycle, List<Invariant> invariants, Set<String> hidden)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public RuleBook {
    invariants = List.copyOf(invariants);
    hidden = Set.copyOf(hidden);
  }

  /**
   * The rules, ready to be asked by one thread.
   *
   * @throws IllegalStateException when a check has faults; a spec with faults is no job
   */
  public Rules open() {
    return lifecycle == null && invariants.isEmpty() ? Rules.NONE : RuleSet.of(this);
  }
}
