package dev.lockstep.pipeline;

import dev.lockstep.pipeline.EntityCache.Place;
import org.jspecify.annotations.Nullable;

/**
 * Places by their entity's id: a hash table with open addresses, which can be gone through from
 * anywhere, round and round, while places are added and removed.
 */
final class EntityTable {
  private @Nullable Place[] places = new @Nullable Place[1024];
  private int[] hashes = new int[1024];
  private int size;

  int size() {
    return size;
  }

  @Nullable Place find(String entity) {
    int hash = hash(entity);
    int mask = places.length - 1;
    for (int at = hash & mask; ; at = (at + 1) & mask) {
      Place place = places[at];
      if (place == null) {
        return null;
      }
      if (hashes[at] == hash && place.entity.equals(entity)) {
        return place;
      }
    }
  }

  /** Adds the place of an entity that has none. */
  void add(Place place) {
    if (2 * (size + 1) > places.length) {
      grow();
    }
    put(place, hash(place.entity));
    size++;
  }

  private void put(Place place, int hash) {
    int mask = places.length - 1;
    int at = hash & mask;
    while (places[at] != null) {
      at = (at + 1) & mask;
    }
    places[at] = place;
    hashes[at] = hash;
  }

  private void grow() {
    @Nullable Place[] old = places;
    int[] oldHashes = hashes;
    places = new @Nullable Place[Math.multiplyExact(old.length, 2)];
    hashes = new int[places.length];
    for (int at = 0; at < old.length; at++) {
      Place place = old[at];
      if (place != null) {
        put(place, oldHashes[at]);
      }
    }
  }

  /** The next address with a place after this one; there is one. */
  int next(int address) {
    int mask = places.length - 1;
    int at = (address + 1) & mask;
    while (places[at] == null) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The place at an address that has one. */
  Place at(int address) {
    Place place = places[address];
    if (place == null) {
      throw new IllegalStateException("no place at " + address);
    }
    return place;
  }

  /** Empties an address; what could not lie there and lies behind it moves up. */
  void remove(int address) {
    int mask = places.length - 1;
    int free = address;
    places[free] = null;
    size--;
    for (int at = (free + 1) & mask; places[at] != null; at = (at + 1) & mask) {
      int wanted = hashes[at] & mask;
      if (((at - wanted) & mask) >= ((at - free) & mask)) {
        places[free] = places[at];
        hashes[free] = hashes[at];
        places[at] = null;
        free = at;
      }
    }
  }

  /** Flink spreads entities over subtasks by the same hash code: here other bits must count. */
  private static int hash(String entity) {
    int hash = entity.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
