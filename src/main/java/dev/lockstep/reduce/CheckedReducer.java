package dev.lockstep.reduce;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * A user's {@link Reducer}, whose result is read before it is believed: outputs hold states as they
 * are, and must be JSON.
 */
final class CheckedReducer implements Reducer {
  private final Reducer reducer;

  CheckedReducer(Reducer reducer) {
    this.reducer = reducer;
  }

  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    @Nullable Bytes after = reducer.apply(state, event);
    if (after == null) {
      throw new IllegalArgumentException("the reducer gave no state; a delete ends an entity");
    }
    return ExactJson.write(ExactJson.read(after));
  }
}
