package dev.lockstep.event;

/**
 * Where an event belongs among the events of its entity: a {@link Version}, or a {@link TimePlace}.
 *
 * <p>Places of one entity are of one kind, fixed by the job's order mode; comparing two kinds is a
 * broken invariant and throws. Only numbers and texts mix, under {@code latest}.
 */
public sealed interface Place extends Comparable<Place> permits Version, TimePlace {}
