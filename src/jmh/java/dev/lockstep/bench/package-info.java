/**
 * The benchmarks behind {@code lockstep bench}: Lockstep beside what one would use instead, on one
 * stream, with every output checked. A source root of its own: nothing of Lockstep uses it, and no
 * cluster jar holds it.
 *
 * <p>{@code workload} is the stream and its oracle, {@code logic} the job done by hand, {@code
 * measure} what runs and compares measurements, {@code operator} the keyed operator alone, {@code
 * kafka} whole jobs between topics, {@code latency} one of them under a paced load, {@code scale}
 * the operator with ever more entities, {@code recovery} a job that loses its task manager (both on
 * a {@code cluster} that is watched), {@code parallelism} what an order costs, {@code jmh} core and
 * codecs by themselves, {@code plot} pictures of what they wrote.
 */
@NullMarked
package dev.lockstep.bench;

import org.jspecify.annotations.NullMarked;
