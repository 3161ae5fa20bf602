/**
 * {@code lockstep bench jmh}: core and codecs by themselves, event by event, with the bytes that
 * each allocates.
 */
@NullMarked
package dev.lockstep.bench.jmh;

import org.jspecify.annotations.NullMarked;
