/** A job in plain words, for {@code lockstep explain}. May use {@code spec} and {@code state}. */
@NullMarked
package dev.lockstep.cli.explain;

import org.jspecify.annotations.NullMarked;
