/**
 * The shell: the Flink operators that load, call the core, and carry out what it decided. No rule
 * lives here. May use {@code event}, {@code reconcile}, {@code state} and {@code deadletter}.
 */
@NullMarked
package dev.lockstep.pipeline;

import org.jspecify.annotations.NullMarked;
