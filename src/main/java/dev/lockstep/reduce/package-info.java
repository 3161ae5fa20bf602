/**
 * The reducers: how an event changes its entity's state. Pure: JSON in, JSON out, every number an
 * exact decimal. May use {@code event} and {@code reconcile}, and Jackson for trees.
 */
@NullMarked
package dev.lockstep.reduce;

import org.jspecify.annotations.NullMarked;
