/** The words: events, versions, places and bytes as immutable values. Uses the JDK only. */
@NullMarked
package dev.lockstep.event;

import org.jspecify.annotations.NullMarked;
