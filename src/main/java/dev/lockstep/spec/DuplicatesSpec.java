package dev.lockstep.spec;

import java.time.Duration;

/**
 * How long events are recognised.
 *
 * @param remember event time, back from the entity's time
 * @param rememberAtMost events per entity
 */
public record DuplicatesSpec(Duration remember, int rememberAtMost) {}
