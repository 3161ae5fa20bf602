package dev.lockstep.demo;

import java.util.Set;

/**
 * A message that is to be sent.
 *
 * @param message it
 * @param awaited what takes effect before, by number
 */
record Sending(Message message, Set<Integer> awaited) {}
