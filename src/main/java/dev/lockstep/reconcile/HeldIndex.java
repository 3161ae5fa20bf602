package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sorted places of an entity's held events; the bodies are kept elsewhere.
 *
 * @param entries in ascending order of place, no place twice
 */
public record HeldIndex(List<HeldEntry> entries) {
  /** Nothing is held. */
  public static final HeldIndex EMPTY = new HeldIndex(List.of());

  public HeldIndex {
    entries = List.copyOf(entries);
  }

  /** Whether there is no place at all, marked or held. */
  public boolean isEmpty() {
    return entries.isEmpty();
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
    return entries.get(0);
  }

  /** The event with the highest place, null when no event is held. */
  @Nullable HeldEntry highestEvent() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (!entries.get(i).isMarker()) {
        return entries.get(i);
      }
    }
    return null;
  }

  @Nullable HeldEntry at(Place place) {
    int at = find(place);
    return at >= 0 ? entries.get(at) : null;
  }

  /** The entry with the next higher place, null when there is none. */
  @Nullable HeldEntry above(Place place) {
    int at = find(place);
    int next = at >= 0 ? at + 1 : -at - 1;
    return next < entries.size() ? entries.get(next) : null;
  }

  /** The entry with the next lower place, null when there is none. */
  @Nullable HeldEntry below(Place place) {
    int at = find(place);
    int previous = (at >= 0 ? at : -at - 1) - 1;
    return previous >= 0 ? entries.get(previous) : null;
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
    List<HeldEntry> next = new ArrayList<>(entries);
    int at = find(entry.place());
    if (at >= 0) {
      next.set(at, entry);
    } else {
      next.add(-at - 1, entry);
    }
    return new HeldIndex(next);
  }

  HeldIndex without(Place place) {
    List<HeldEntry> next = new ArrayList<>(entries);
    next.remove(find(place));
    return new HeldIndex(next);
  }

  HeldIndex map(UnaryOperator<HeldEntry> change) {
    return new HeldIndex(entries.stream().map(change).toList());
  }

  private int find(Place place) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries.get(middle).place().compareTo(place);
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
}
