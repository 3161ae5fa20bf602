package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A change to the bodies of held events.
 *
 * @param slot the number under which the body is kept
 * @param event the event to keep, or null to drop what is kept
 */
public record HeldChange(long slot, @Nullable Event event) {}
