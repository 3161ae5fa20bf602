/**
 * The stream that all benchmarks run on, and what must come out of it. Plain Java and {@code
 * event}; knows no Flink, no Kafka and none of what is measured.
 */
@NullMarked
package dev.lockstep.bench.workload;

import org.jspecify.annotations.NullMarked;
