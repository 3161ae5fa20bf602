/**
 * {@code lockstep bench latency}: how long an event takes through a job between Kafka topics, from
 * when it was to be sent until its output was read.
 */
@NullMarked
package dev.lockstep.bench.latency;

import org.jspecify.annotations.NullMarked;
