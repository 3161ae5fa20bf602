/**
 * {@code lockstep bench kafka}: whole jobs between topics of one broker, JSON in and JSON out, each
 * in a process of its own.
 */
@NullMarked
package dev.lockstep.bench.kafka;

import org.jspecify.annotations.NullMarked;
