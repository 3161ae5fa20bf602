/**
 * {@code lockstep bench parallelism}: what the choice of what is kept in order costs, where each
 * event takes its time.
 */
@NullMarked
package dev.lockstep.bench.parallelism;

import org.jspecify.annotations.NullMarked;
