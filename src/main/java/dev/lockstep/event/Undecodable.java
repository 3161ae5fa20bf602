package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/**
 * A record that is no event.
 *
 * @param flaw what is wrong with it
 * @param detail where and how, for people
 * @param entity the entity's id, when it could be read
 * @param id the event's id, when it could be read
 * @param raw the record as it was read
 */
public record Undecodable(
    Flaw flaw, String detail, @Nullable String entity, @Nullable String id, Raw raw)
    implements Decoded {}
