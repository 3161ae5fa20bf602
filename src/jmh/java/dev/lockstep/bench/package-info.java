/**
 * The benchmarks behind {@code lockstep bench}: Lockstep beside what one would use instead, on one
 * stream, with every output checked. A source root of its own: nothing of Lockstep uses it, and no
 * cluster jar holds it.
 *
 * <p>{@code workload} is the stream and its oracle, {@code logic} the job done by hand, {@code
 * measure} what runs and compares measurements, {@code operator} the keyed operator alone, {@code
 * kafka} whole jobs between topics, {@code jmh} core and codecs by themselves.
 */
@NullMarked
package dev.lockstep.bench;

import org.jspecify.annotations.NullMarked;
