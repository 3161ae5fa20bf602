/**
 * Savepoints of released versions, each with what has to come out after it is restored. {@link
 * dev.lockstep.golden.GoldenMaker} makes them; the tests restore every one of them.
 */
package dev.lockstep.golden;
