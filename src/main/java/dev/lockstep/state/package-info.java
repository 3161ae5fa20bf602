/**
 * What a savepoint holds, and how values travel between operators: names, layout and serializers.
 * May use {@code event}, {@code reconcile} and {@code deadletter}, and Flink's serialization.
 */
@NullMarked
package dev.lockstep.state;

import org.jspecify.annotations.NullMarked;
