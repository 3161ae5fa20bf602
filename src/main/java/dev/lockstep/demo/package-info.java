/**
 * The demonstration: stories with their truth, and plain parallel consumers that get them wrong.
 * Uses no other package: what it shows owes nothing to the product.
 */
@NullMarked
package dev.lockstep.demo;

import org.jspecify.annotations.NullMarked;
