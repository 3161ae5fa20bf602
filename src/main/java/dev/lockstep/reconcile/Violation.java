package dev.lockstep.reconcile;

/**
 * A rule that an event breaks.
 *
 * @param reason what kind of rule
 * @param rule its name, as operators know it
 * @param detail the facts, for people
 */
public record Violation(Reason reason, String rule, String detail) {}
