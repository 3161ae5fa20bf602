/**
 * The demonstration: stories with their truth, and plain services that write and read them with
 * Kafka's own clients and get them wrong. Uses no other package: what it shows owes nothing to the
 * product.
 */
@NullMarked
package dev.lockstep.demo;

import org.jspecify.annotations.NullMarked;
