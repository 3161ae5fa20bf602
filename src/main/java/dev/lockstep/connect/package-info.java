/**
 * Sources and sinks: files of JSON lines, and Kafka topics. May use {@code event}, {@code codec},
 * {@code deadletter} and {@code spec}.
 */
@NullMarked
package dev.lockstep.connect;

import org.jspecify.annotations.NullMarked;
