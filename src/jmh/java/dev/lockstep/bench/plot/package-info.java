/**
 * Plots of what benchmarks have written with {@code --json}. Knows their files, none of their code.
 */
@NullMarked
package dev.lockstep.bench.plot;

import org.jspecify.annotations.NullMarked;
