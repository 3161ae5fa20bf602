package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;

/**
 * One place in the index of held events.
 *
 * @param place where the event belongs
 * @param identity what recognises it
 * @param slot the number under which its body is kept; {@link #MARKER} for a place without a body
 * @param since when the gap below it opened, or when it was held if there is none
 */
public record HeldEntry(Place place, Identity identity, long slot, Since since) {
  /** The slot of a place marker. */
  public static final long MARKER = -1;

  /** Whether the place is only marked: there is no event to release. */
  public boolean isMarker() {
    return slot == MARKER;
  }

  HeldEntry withSince(Since other) {
    return new HeldEntry(place, identity, slot, other);
  }

  /**
   * When waiting began, in both times.
   *
   * @param watermark the watermark then, {@link Moment#UNKNOWN} if none was known
   * @param nowMillis processing time then, epoch milliseconds
   */
  public record Since(long watermark, long nowMillis) {}
}
