/**
 * Events set aside, with all that is needed to look at them and to bring them back. Pure. May use
 * {@code event} and {@code reconcile}.
 */
@NullMarked
package dev.lockstep.deadletter;

import org.jspecify.annotations.NullMarked;
