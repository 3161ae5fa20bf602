/**
 * The job spec: what a user writes in YAML, read into values, with every problem at once and where
 * it is. May use {@code event}, {@code reconcile}, {@code reduce} and {@code rules}.
 *
 * <p>{@link dev.lockstep.spec.SpecParser} is the way in. It goes through four stages: text to a
 * positioned tree ({@code TreeParser}), overrides and variables ({@code Overrides}, {@code
 * Variables}), tree to records (the {@code *Section} classes), and the checks of what the records
 * mean together ({@code *Checks}).
 */
@NullMarked
package dev.lockstep.spec;

import org.jspecify.annotations.NullMarked;
