package dev.lockstep.cli;

import java.util.concurrent.Callable;

/**
 * A command below {@code lockstep bench}.
 *
 * <p>Benchmarks are no part of the product: whoever has them on the class path lists them as
 * services of this type, and the command finds them there.
 */
public interface Benchmark extends Callable<Integer> {}
