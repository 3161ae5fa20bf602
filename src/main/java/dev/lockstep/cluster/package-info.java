/**
 * Jobs on a Flink cluster: sent there, looked at, stopped with a savepoint, upgraded. It asks the
 * cluster's REST interface. May use {@code spec} and {@code insight}.
 */
@NullMarked
package dev.lockstep.cluster;

import org.jspecify.annotations.NullMarked;
