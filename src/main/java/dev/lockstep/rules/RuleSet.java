package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import org.jspecify.annotations.Nullable;

/** A job's rules, compiled. */
final class RuleSet implements Rules {
  private final @Nullable Lifecycle lifecycle;
  private final @Nullable Invariants invariants;

  private RuleSet(@Nullable Lifecycle lifecycle, @Nullable Invariants invariants) {
    this.lifecycle = lifecycle;
    this.invariants = invariants;
  }

  /** CEL is not loaded for a job that has no invariants. */
  static RuleSet of(RuleBook book) {
    return new RuleSet(
        book.lifecycle(),
        book.invariants().isEmpty() ? null : Invariants.of(book.invariants(), book.hidden()));
  }

  @Override
  public Passage pass(@Nullable String stage, Event event) {
    return lifecycle == null ? Passage.FREE : lifecycle.pass(stage, event);
  }

  @Override
  public boolean ends(@Nullable String stage) {
    return lifecycle != null && lifecycle.ends(stage);
  }

  @Override
  public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
    return invariants == null ? null : invariants.check(before, after, event);
  }
}
