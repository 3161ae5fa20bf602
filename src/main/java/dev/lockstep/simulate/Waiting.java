package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * One held place of the model.
 *
 * @param place where it belongs
 * @param identity what recognises it
 * @param event the event held, null for a place that is only marked
 * @param since the time at which the gap below it opened
 */
record Waiting(Place place, Identity identity, @Nullable Event event, ModelTime since) {
  Version version() {
    return (Version) place;
  }

  boolean isAt(Place other) {
    return place.equals(other);
  }

  Waiting since(ModelTime other) {
    return new Waiting(place, identity, event, other);
  }

  /** The same, with this watermark if none was known when waiting began. */
  Waiting knowing(long watermark) {
    return since.watermark() == ModelTime.UNKNOWN
        ? since(new ModelTime(watermark, since.nowMillis(), since.stillSinceMillis()))
        : this;
  }
}
