/**
 * Chaos: the real job between real topics while brokers, task managers, producers and clocks do
 * what they do on a bad day. May use {@code simulate}, {@code job} and {@code embedded}.
 */
package dev.lockstep.trial;
