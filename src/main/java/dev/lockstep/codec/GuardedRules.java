package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import org.jspecify.annotations.Nullable;

/** Rules whose violations and failures tell none of the values that are redacted. */
record GuardedRules(Rules rules, Redaction redaction) implements Rules {
  @Override
  public Passage pass(@Nullable String stage, Event event) {
    try {
      return rules.pass(stage, event);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      throw QuietFailure.of(failure, redaction, event, null);
    }
  }

  @Override
  public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
    Violation violation;
    try {
      violation = rules.check(before, after, event);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      throw QuietFailure.of(failure, redaction, event, before);
    }
    return violation == null || isHarmless(violation, before, after, event)
        ? violation
        : new Violation(violation.reason(), violation.rule(), Erased.WORD);
  }

  @Override
  public boolean ends(@Nullable String stage) {
    return rules.ends(stage);
  }

  private boolean isHarmless(
      Violation violation, @Nullable Bytes before, Bytes after, Event event) {
    return !redaction.stateIsOpaque()
        && !redaction.secrets(event, before, after).areIn(violation.detail());
  }
}
