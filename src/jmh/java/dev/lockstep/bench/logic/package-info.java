/**
 * The job done by hand, as one would without Lockstep and on any framework: the logic of the peers.
 * May use {@code bench.workload}.
 */
@NullMarked
package dev.lockstep.bench.logic;

import org.jspecify.annotations.NullMarked;
