package dev.lockstep.spec;

import dev.lockstep.reduce.Reduction;

/**
 * How events become state.
 *
 * @param reduce how one event is folded in
 * @param sizeAtMostBytes how large an entity's state may grow
 */
public record StateSpec(Reduction reduce, int sizeAtMostBytes) {}
