package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/** How the model folds one event into a state; what it throws makes the event REJECTED. */
@FunctionalInterface
public interface Fold {
  /** The state after the event; the state before it is null when there is none. */
  Bytes apply(@Nullable Bytes state, Event event);
}
