/**
 * The proof: a second, plain implementation of the ordering rules, seeded workloads, faults, and a
 * checker of recorded outcomes. Pure and seeded. May use {@code event} and the policy and verdict
 * values of {@code reconcile}, never what decides there.
 */
@NullMarked
package dev.lockstep.simulate;

import org.jspecify.annotations.NullMarked;
