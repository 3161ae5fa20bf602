package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/**
 * A record of the control input that is no control event.
 *
 * @param entity the entity that it names, null when it could not be read
 * @param id its own id, null when it could not be read
 * @param detail what is wrong, for people
 * @param raw the record as it was read
 */
public record UnreadableControl(
    @Nullable String entity, @Nullable String id, String detail, Raw raw) implements Control {}
