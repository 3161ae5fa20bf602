/**
 * The assembly: from a spec to a Flink job. May use {@code pipeline}, {@code connect}, {@code
 * handler}, {@code savepoint}, {@code codec} and {@code spec}.
 */
@NullMarked
package dev.lockstep.job;

import org.jspecify.annotations.NullMarked;
