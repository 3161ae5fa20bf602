package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.Version;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sorted places of an entity's held events; the bodies are kept elsewhere. It never changes.
 *
 * <p>Most events meet none of those that are held. Two words tell so without a look at them: what
 * is far apart in memory costs more than anything that is decided about it.
 */
public final class HeldIndex {
  /** Nothing is held. */
  public static final HeldIndex EMPTY = new HeldIndex(new HeldEntry[0], 0, 0);

  private final HeldEntry[] entries;

  /** A bit for each version that is held; what has gone may stay until nothing is held. */
  private final long versionBits;

  /** The same for each id. */
  private final long idBits;

  /** An index of these entries, in ascending order of place, no place twice. */
  public HeldIndex(List<HeldEntry> entries) {
    HeldEntry[] all = entries.toArray(HeldEntry[]::new);
    long versions = 0;
    long ids = 0;
    for (HeldEntry entry : all) {
      versions |= bits(entry.identity().version());
      ids |= bits(entry.identity().idHash());
    }
    this.entries = all;
    this.versionBits = versions;
    this.idBits = ids;
  }

  private HeldIndex(HeldEntry[] entries, long versionBits, long idBits) {
    this.entries = entries;
    this.versionBits = versionBits;
    this.idBits = idBits;
  }

  private static long bits(@Nullable Version version) {
    if (version == null) {
      return 0;
    }
    return version instanceof Version.Text ? -1L : 1L << version.number();
  }

  private static long bits(long idHash) {
    return 1L << idHash;
  }

  /** Whether what is held may have this version; if not, nothing has. */
  boolean mayHave(Version version) {
    return (versionBits & bits(version)) != 0;
  }

  /** The same of an id, by its hash. */
  boolean mayHave(long idHash) {
    return (idBits & bits(idHash)) != 0;
  }

  /** What is held, in ascending order of place. */
  public List<HeldEntry> entries() {
    return Collections.unmodifiableList(Arrays.asList(entries));
  }

  /** The number of places, marked or held. */
  public int size() {
    return entries.length;
  }

  /** Whether there is no place at all, marked or held. */
  public boolean isEmpty() {
    return entries.length == 0;
  }

  /** The number of events held, place markers left out. */
  public int events() {
    int events = 0;
    for (HeldEntry entry : entries) {
      events += entry.isMarker() ? 0 : 1;
    }
    return events;
  }

  /** The entry with the lowest place; the index is not empty. */
  public HeldEntry lowest() {
    return entries[0];
  }

  /** The event with the highest place, null when no event is held. */
  @Nullable HeldEntry highestEvent() {
    for (int i = entries.length - 1; i >= 0; i--) {
      if (!entries[i].isMarker()) {
        return entries[i];
      }
    }
    return null;
  }

  @Nullable HeldEntry at(Place place) {
    int at = find(place);
    return at >= 0 ? entries[at] : null;
  }

  /** The entry with the next higher place, null when there is none. */
  @Nullable HeldEntry above(Place place) {
    int at = find(place);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next < entries.length ? entries[next] : null;
  }

  /** The entry with the next lower place, null when there is none. */
  @Nullable HeldEntry below(Place place) {
    int at = find(place);
    int previous = (at >= 0 ? at : -at - 1) - 1;
    return previous >= 0 ? entries[previous] : null;
  }

  /** The first entry that fits, null when none does. */
  @Nullable HeldEntry first(Predicate<Identity> wanted) {
    for (HeldEntry entry : entries) {
      if (wanted.test(entry.identity())) {
        return entry;
      }
    }
    return null;
  }

  HeldIndex with(HeldEntry entry) {
    int at = find(entry.place());
    HeldEntry[] next;
    if (at >= 0) {
      next = entries.clone();
      next[at] = entry;
    } else {
      next = insert(-at - 1, entry);
    }
    return new HeldIndex(
        next,
        versionBits | bits(entry.identity().version()),
        idBits | bits(entry.identity().idHash()));
  }

  private HeldEntry[] insert(int at, HeldEntry entry) {
    HeldEntry[] next = Arrays.copyOf(entries, entries.length + 1);
    System.arraycopy(entries, at, next, at + 1, entries.length - at);
    next[at] = entry;
    return next;
  }

  /** The index without the entry of this place, which there is. */
  HeldIndex without(Place place) {
    if (entries.length == 1 && entries[0].place().equals(place)) {
      return EMPTY;
    }
    int at = find(place);
    HeldEntry[] next = Arrays.copyOf(entries, entries.length - 1);
    System.arraycopy(entries, at + 1, next, at, next.length - at);
    return new HeldIndex(next, versionBits, idBits);
  }

  HeldIndex map(UnaryOperator<HeldEntry> change) {
    HeldEntry[] next = entries.clone();
    Arrays.setAll(next, i -> change.apply(entries[i]));
    return new HeldIndex(next, versionBits, idBits);
  }

  private int find(Place place) {
    int low = 0;
    int high = entries.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries[middle].place().compareTo(place);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof HeldIndex that && Arrays.equals(entries, that.entries));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return "HeldIndex" + Arrays.toString(entries);
  }
}
