package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One event applied: the verdict {@link Verdict#APPLIED}, the state after it, and the proof of its
 * place.
 *
 * @param event the event
 * @param receipt the proof of its place
 * @param state the entity's state after it, JSON; null after a delete
 */
public record Change(Event event, Receipt receipt, @Nullable Bytes state) implements StateChange {
  /** Whether the entity is deleted after it. */
  public boolean deleted() {
    return event.delete();
  }
}
