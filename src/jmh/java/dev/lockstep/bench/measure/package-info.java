/**
 * How measurements are taken and compared: a process of its own for each, medians, ratios within
 * one repetition. Plain Java; knows none of what is measured.
 */
@NullMarked
package dev.lockstep.bench.measure;

import org.jspecify.annotations.NullMarked;
