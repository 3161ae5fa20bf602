package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the events of an entity must keep: its lifecycle and its invariants.
 *
 * <p>Deterministic like a {@link Reducer}: the same arguments give the same answer, at any time, on
 * any machine. What it throws makes the event REJECTED; it never stops the job. Deletes do not
 * reach it: they end the entity wherever it is, and it begins anew with the next event.
 */
public interface Rules {
  /** There are no rules. */
  Rules NONE =
      new Rules() {
        @Override
        public Passage pass(@Nullable String stage, Event event) {
          return Passage.FREE;
        }

        @Override
        public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
          return null;
        }
      };

  /**
   * Where an event takes its entity in the lifecycle; asked before the reducer.
   *
   * @param stage the stage that the entity is in; null at its beginning and after a delete
   * @param event the event at its place
   */
  Passage pass(@Nullable String stage, Event event);

  /**
   * The invariant that does not hold after an event, null when all hold; asked after the reducer.
   *
   * @param before the state before the event, JSON; null when there was none
   * @param after the state after it, JSON
   * @param event the event at its place
   */
  @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event);

  /**
   * Whether an entity's life is over in this stage.
   *
   * @param stage the stage that it is in; null at its beginning and after a delete
   */
  default boolean ends(@Nullable String stage) {
    return false;
  }
}
