package dev.lockstep.pipeline;

import dev.lockstep.state.Stored;
import org.jspecify.annotations.Nullable;

/**
 * Entities as objects, within a budget of bytes, so that a hot one costs no read, decode or write
 * of Flink's state for each event. What changed is written back when it has to make room, and all
 * of it before a snapshot: state is what it would be without a cache.
 *
 * <p>What was not used since the hand last came by makes room first. When it is full only one of
 * many newcomers is let in: entities that take turns would else push each other out before any
 * comes again.
 */
final class EntityCache {
  /** One of so many newcomers is let in when there is no room. */
  private static final int ADMITS_ONE_OF = 16;

  /** What a place in the cache costs beside the entity, bytes. */
  private static final int PLACE_BYTES = 120;

  private final long budget;
  private final int changedAtMost;
  private final Backing backing;
  private final EntityTable table = new EntityTable();
  private final ChangedPlaces changed = new ChangedPlaces();
  private long bytes;
  private int evictAt;
  private int newcomers;

  /** Where entities are kept for good. */
  interface Backing {
    /** What is kept of an entity, null when there is none. */
    @Nullable Stored read(String entity) throws Exception;

    /** Keeps an entity; the result is the entity as it is kept then. */
    Stored write(String entity, Stored stored) throws Exception;
  }

  /**
   * A cache.
   *
   * @param budget what all entities in it may take on the heap, bytes
   * @param changedAtMost how many may wait to be written before a snapshot
   */
  EntityCache(long budget, int changedAtMost, Backing backing) {
    this.budget = budget;
    this.changedAtMost = changedAtMost;
    this.backing = backing;
  }

  /** One entity in the cache. */
  static final class Place {
    static final int UNCHANGED = -1;

    final String entity;
    Stored stored;
    long bytes;
    boolean used;

    /** Where it lies among {@link ChangedPlaces}. */
    int changedAt = UNCHANGED;

    Place(String entity, Stored stored) {
      this.entity = entity;
      this.stored = stored;
    }
  }

  @Nullable Stored load(String entity) throws Exception {
    Place place = table.find(entity);
    if (place == null) {
      Stored stored = backing.read(entity);
      if (stored != null) {
        admit(entity, stored, false);
      }
      return stored;
    }
    place.used = true;
    return place.stored;
  }

  void save(String entity, Stored stored) throws Exception {
    Place place = table.find(entity);
    if (place == null) {
      admit(entity, stored, true);
      return;
    }
    long weight = weight(entity, stored);
    bytes += weight - place.bytes;
    place.bytes = weight;
    place.stored = stored;
    if (place.changedAt == Place.UNCHANGED) {
      change(place);
    }
    makeRoom();
  }

  private void admit(String entity, Stored stored, boolean isNew) throws Exception {
    long weight = weight(entity, stored);
    if (bytes + weight > budget && newcomers++ % ADMITS_ONE_OF != 0) {
      if (isNew) {
        backing.write(entity, stored);
      }
      return;
    }
    Place place = new Place(entity, stored);
    table.add(place);
    place.bytes = weight;
    bytes += weight;
    if (isNew) {
      change(place);
    }
    makeRoom();
  }

  private static long weight(String entity, Stored stored) {
    return PLACE_BYTES + 2L * entity.length() + stored.heapBytes();
  }

  private void change(Place place) throws Exception {
    changed.add(place);
    while (changed.size() > changedAtMost) {
      write(changed.next());
    }
  }

  private void write(Place place) throws Exception {
    place.stored = backing.write(place.entity, place.stored);
    changed.remove(place);
  }

  private void makeRoom() throws Exception {
    while (bytes > budget && table.size() > 0) {
      evictAt = table.next(evictAt);
      Place place = table.at(evictAt);
      if (place.used) {
        place.used = false;
      } else {
        if (place.changedAt != Place.UNCHANGED) {
          write(place);
        }
        bytes -= place.bytes;
        table.remove(evictAt);
      }
    }
  }

  /** Writes all that changed; it stays in the cache. */
  void writeBack() throws Exception {
    while (changed.size() > 0) {
      write(changed.next());
    }
  }

  /** How many entities are in it. */
  int size() {
    return table.size();
  }

  /** What they take on the heap, as far as it is known, bytes. */
  long bytes() {
    return bytes;
  }

  /** How many of them are yet to be written. */
  int changed() {
    return changed.size();
  }
}
