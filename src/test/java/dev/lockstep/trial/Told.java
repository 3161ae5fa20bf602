package dev.lockstep.trial;

/**
 * Something that was written, and when.
 *
 * @param what it is
 * @param atMillis the time of its record, epoch milliseconds
 */
record Told<T>(T what, long atMillis) {}
