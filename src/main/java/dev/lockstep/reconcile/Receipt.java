package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * The proof of an output's place.
 *
 * @param sequence 1, 2, 3 ... per entity, in every mode; the fence for sinks
 * @param previousVersion the version applied before it, null for the first
 * @param chain hash over all that was applied to the entity so far, in order
 */
public record Receipt(long sequence, @Nullable Version previousVersion, long chain) {}
