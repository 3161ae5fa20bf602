/**
 * {@code lockstep bench operator}: the keyed operator alone, between a generator and a sink that
 * checks.
 */
@NullMarked
package dev.lockstep.bench.operator;

import org.jspecify.annotations.NullMarked;
