package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import org.jspecify.annotations.Nullable;

/** A reducer whose failures tell none of the values that are redacted. */
record GuardedReducer(Reducer reducer, Redaction redaction) implements Reducer {
  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    try {
      return reducer.apply(state, event);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      throw QuietFailure.of(failure, redaction, event, state);
    }
  }
}
