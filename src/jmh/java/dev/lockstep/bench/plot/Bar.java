package dev.lockstep.bench.plot;

import dev.lockstep.bench.measure.Spread;

/**
 * One bar of a plot.
 *
 * @param group what it is beside
 * @param label what was measured
 * @param rate of it, events per second
 */
record Bar(String group, String label, Spread rate) {}
