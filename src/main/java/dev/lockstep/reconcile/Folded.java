package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What folding one event came to: a state and a stage, or a violation.
 *
 * @param state the state after it; null after a delete, or when there is a violation
 * @param stage the stage of the lifecycle after it, null likewise
 * @param violation why it could not be folded, null when it could
 */
record Folded(@Nullable Bytes state, @Nullable String stage, @Nullable Violation violation) {
  private static final Folded DELETED = new Folded(null, null, null);

  /** What folds events. */
  record Folding(Reducer reducer, Rules rules, int stateBytesAtMost) {

    /** Folds one event into a state and a stage. */
    Folded fold(@Nullable Bytes state, @Nullable String stage, Event event) {
      if (event.delete()) {
        return DELETED;
      }
      Passage passage = pass(stage, event);
      return passage.violation() == null
          ? reduce(state, passage.stage(), event)
          : violates(passage.violation());
    }

    private Passage pass(@Nullable String stage, Event event) {
      try {
        return rules.pass(stage, event);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        return new Passage(null, failed(Reason.LIFECYCLE, failure));
      }
    }

    /**
     * A reducer may be a user's code: whatever it throws is a flaw of the event, the same on every
     * run, and must not stop the job.
     */
    private Folded reduce(@Nullable Bytes state, @Nullable String stage, Event event) {
      Bytes next;
      try {
        next = reducer.apply(state, event);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        return violates(failed(Reason.REDUCER_FAILED, failure));
      }
      if (next.length() > stateBytesAtMost) {
        String detail = next.length() + " bytes, at most " + stateBytesAtMost;
        return violates(new Violation(Reason.STATE_TOO_LARGE, "", detail));
      }
      Violation violation = check(state, next, event);
      return violation == null ? new Folded(next, stage, null) : violates(violation);
    }

    private @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
      try {
        return rules.check(before, after, event);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        return failed(Reason.INVARIANT, failure);
      }
    }

    private static Violation failed(Reason reason, Throwable failure) {
      return new Violation(reason, "", said(failure));
    }

    /** A user's exception may fail to say what it is. */
    private static String said(Throwable failure) {
      try {
        return failure.toString();
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError unsaid) {
        return failure.getClass().getName();
      }
    }

    private static Folded violates(Violation violation) {
      return new Folded(null, null, violation);
    }
  }
}
