package dev.lockstep.rules;

import java.io.Serializable;

/**
 * What must hold after every event of an entity.
 *
 * @param name what operators know it by
 * @param check an expression in CEL that is true when it holds
 */
public record Invariant(String name, String check) implements Serializable {}
