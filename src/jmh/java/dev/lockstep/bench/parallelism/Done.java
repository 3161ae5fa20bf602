package dev.lockstep.bench.parallelism;

import dev.lockstep.bench.measure.Checked;

/**
 * What one run showed.
 *
 * @param events how many were worked on
 * @param perSecond from the beginning of the first one's work to the end of the last one's
 * @param output what the check says
 */
public record Done(long events, double perSecond, String output) implements Checked {}
