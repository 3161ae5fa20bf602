/**
 * {@code lockstep bench recovery}: how long after the end of a task manager the first output comes.
 */
@NullMarked
package dev.lockstep.bench.recovery;

import org.jspecify.annotations.NullMarked;
