package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * One event that was applied, with the proof of its place.
 *
 * @param event the event
 * @param receipt the proof of its place
 * @param state the entity's state after it, null after a delete
 */
public record Applied(Event event, Receipt receipt, @Nullable Bytes state) {}
