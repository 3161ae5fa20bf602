package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/**
 * One event of the analytics lane: handed on, neither ordered nor keyed.
 *
 * @param type what kind of fact it is
 * @param marker the place it takes in its entity's sequence, null when it is not numbered
 * @param raw the record as it was read
 */
public record AnalyticsEvent(String type, @Nullable PlaceMarker marker, Raw raw)
    implements Decoded {}
