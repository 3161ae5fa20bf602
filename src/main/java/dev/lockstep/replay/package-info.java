/**
 * Replay: dead letters fed back to where they came from, in order, at a rate, each once. Which
 * ones, in which order and what will become of them is decided here without Kafka; topics and files
 * are reached through two seams. May use {@code deadletter}, {@code codec}, {@code connect} and
 * {@code spec}.
 */
@NullMarked
package dev.lockstep.replay;

import org.jspecify.annotations.NullMarked;
