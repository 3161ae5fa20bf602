/**
 * The core: decides what happens to each event of an entity, and why. Pure: no Flink, no I/O, no
 * clock, no randomness; time and watermark are arguments. May use {@code event} only.
 */
@NullMarked
package dev.lockstep.reconcile;

import org.jspecify.annotations.NullMarked;
