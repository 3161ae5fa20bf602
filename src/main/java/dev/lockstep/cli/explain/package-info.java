/**
 * A job in plain words, for {@code lockstep explain}. May use {@code spec}, {@code state} and
 * {@code connect}.
 */
@NullMarked
package dev.lockstep.cli.explain;

import org.jspecify.annotations.NullMarked;
