package dev.lockstep.bench.parallelism;

import java.io.Serializable;

/**
 * Events that each take their time.
 *
 * @param order what is kept in order
 * @param slots the parallelism
 * @param entities how many there are
 * @param events how many there are, repeated ones not counted
 * @param millis that each takes
 */
record Work(Order order, int slots, int entities, long events, long millis)
    implements Serializable {}
