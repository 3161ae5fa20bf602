/**
 * A Flink cluster in this process for jobs that are watched while they run: their checkpoints, and
 * what becomes of them when a task manager ends. Knows Flink and {@code measure}, not what is
 * measured.
 */
@NullMarked
package dev.lockstep.bench.cluster;

import org.jspecify.annotations.NullMarked;
