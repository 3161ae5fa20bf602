package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What folding one event came to: a state, or a flaw.
 *
 * @param state the state after it; null after a delete, or when there is a flaw
 * @param flaw why it could not be folded, null when it could
 * @param detail the facts, for people
 */
record Folded(@Nullable Bytes state, @Nullable Reason flaw, String detail) {
  static final Folded DELETED = new Folded(null, null, "");

  /**
   * Folds one event. A reducer may be a user's code: whatever it throws is a flaw of the event, the
   * same on every run, and must not stop the job.
   */
  static Folded by(Reducer reducer, @Nullable Bytes state, Event event, OrderPolicy policy) {
    Bytes next;
    try {
      next = reducer.apply(state, event);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      return new Folded(null, Reason.REDUCER_FAILED, failure.toString());
    }
    if (next.length() > policy.stateBytesAtMost()) {
      String detail = next.length() + " bytes, at most " + policy.stateBytesAtMost();
      return new Folded(null, Reason.STATE_TOO_LARGE, detail);
    }
    return new Folded(next, null, "");
  }
}
