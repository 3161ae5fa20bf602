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
  /** What folds events. */
  record Folding(Reducer reducer, Rules rules, int stateBytesAtMost) {

    /**
     * Folds one event into a state and a stage.
     *
     * <p>A reducer may be a user's code: whatever it throws is a flaw of the event, the same on
     * every run, and must not stop the job.
     */
    Folded fold(@Nullable Bytes state, @Nullable String stage, Event event) {
      Passage passage = pass(stage, event);
      Violation violation = passage.violation();
      Bytes next = null;
      if (violation == null && !event.delete()) {
        try {
          next = reducer.apply(state, event);
          violation = tooLarge(next);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
          violation = failed(Reason.REDUCER_FAILED, failure);
        }
        violation = violation == null && next != null ? check(state, next, event) : violation;
      }
      boolean folds = violation == null;
      return new Folded(folds ? next : null, folds ? passage.stage() : null, violation);
    }

    /**
     * The state of {@link #fold} by itself, for an event that is no delete and has a way: the
     * just-in-time compiler would make an object of the whole. Null if there is a violation.
     */
    @Nullable Bytes reduce(@Nullable Bytes state, Event event) {
      try {
        Bytes next = reducer.apply(state, event);
        return tooLarge(next) == null && rules.check(state, next, event) == null ? next : null;
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        return null;
      }
    }

    private @Nullable Violation tooLarge(Bytes next) {
      return next.length() <= stateBytesAtMost
          ? null
          : new Violation(
              Reason.STATE_TOO_LARGE, "", next.length() + " bytes, at most " + stateBytesAtMost);
    }

    /** The way of an event in the lifecycle. */
    Passage pass(@Nullable String stage, Event event) {
      try {
        return event.delete() ? Passage.FREE : rules.pass(stage, event);
      } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
        return new Passage(null, failed(Reason.LIFECYCLE, failure));
      }
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
  }
}
