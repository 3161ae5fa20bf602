package dev.lockstep.pipeline;

import dev.lockstep.pipeline.EntityCache.Place;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The places that are yet to be written, about in the order in which they changed. Each step takes
 * as long with few of them as with many.
 */
final class ChangedPlaces {
  private @Nullable Place[] places = new @Nullable Place[64];
  private int size;
  private int hand;

  int size() {
    return size;
  }

  /** Adds a place that is not among them. */
  void add(Place place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, Math.multiplyExact(size, 2));
    }
    put(size++, place);
  }

  /** Takes out a place that is among them; the one that changed last takes its address. */
  void remove(Place place) {
    int address = place.changedAt;
    size--;
    put(address, at(size));
    places[size] = null;
    place.changedAt = Place.UNCHANGED;
  }

  /** The one that has waited longest; the last, which takes its address, has only just come. */
  Place next() {
    hand = hand < size - 1 ? hand : 0;
    return at(hand++);
  }

  private void put(int address, Place place) {
    places[address] = place;
    place.changedAt = address;
  }

  private Place at(int address) {
    Place place = places[address];
    if (place == null) {
      throw new IllegalStateException("no place at " + address);
    }
    return place;
  }
}
