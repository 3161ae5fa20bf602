package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Folds one event into its entity's state.
 *
 * <p>Deterministic: the same state and event give the same result, at any time, on any machine. It
 * keeps nothing between calls and changes none of its arguments. What it throws makes the event
 * REJECTED; it never stops the job. Deletes do not reach it: they end the state.
 */
@FunctionalInterface
public interface Reducer {
  /**
   * The state after the event.
   *
   * @param state the state before it, JSON; null when there is none yet, or after a delete
   * @param event the event, whose data are JSON
   * @return the state after it, JSON
   */
  Bytes apply(@Nullable Bytes state, Event event);
}
