package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import org.jspecify.annotations.Nullable;

/**
 * An incident without its words.
 *
 * @param kind what happened
 * @param entity to whom
 * @param from the first version concerned, null when there is none
 * @param to the last version concerned, null when there is none
 */
public record Notice(
    Incident.Kind kind, String entity, @Nullable Version from, @Nullable Version to) {}
