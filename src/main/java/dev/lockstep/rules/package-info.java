/**
 * The rules of a job: the lifecycle of its entities and what must hold of their state. Pure. May
 * use {@code event}, {@code reconcile} and {@code json}, and CEL to read checks.
 *
 * <p>CEL (dev.cel) parses and type-checks a check; what it finds is planned into {@code Term}s
 * here, which are asked for each event. The reason is exactness: JSON numbers are decimals in
 * Lockstep, and the runtime of CEL knows doubles only. Every step of a check is counted, so that
 * what it may cost is bounded without a clock.
 */
@NullMarked
package dev.lockstep.rules;

import org.jspecify.annotations.NullMarked;
