/**
 * Dead letters: events set aside with all that is needed to understand and replay them. Pure. May
 * use {@code event} and {@code reconcile}.
 */
@NullMarked
package dev.lockstep.deadletter;

import org.jspecify.annotations.NullMarked;
