/**
 * Bytes become values here, once, and values bytes again: reads records, JSON or CloudEvents, into
 * events, writes outputs as JSON lines. May use {@code event}, {@code json} and {@code deadletter},
 * through it {@code reconcile}, and Jackson's streaming parser.
 */
@NullMarked
package dev.lockstep.codec;

import org.jspecify.annotations.NullMarked;
