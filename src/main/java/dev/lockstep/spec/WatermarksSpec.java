package dev.lockstep.spec;

import java.time.Duration;

/**
 * How event time advances.
 *
 * @param outOfOrderness how far the watermark stays behind the highest event time
 * @param idleAfter how long a partition is silent before it no longer holds the watermark back
 * @param quiet how long everything is silent before the watermark advances with the clock
 * @param maxAhead how far ahead of the clock an event's time is believed
 */
public record WatermarksSpec(
    Duration outOfOrderness, Duration idleAfter, Duration quiet, Duration maxAhead) {}
