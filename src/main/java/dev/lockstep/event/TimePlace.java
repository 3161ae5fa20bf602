package dev.lockstep.event;

import java.util.List;

/**
 * A place in time: the event's time, then its ranks in turn, then its id, then who gave the id.
 *
 * @param timeMillis epoch milliseconds
 * @param ranks tie-breakers in the order of the spec; where one place has more of them, since the
 *     spec was changed between the two, and they are equal so far, the shorter one comes first
 * @param id the event's id
 * @param source who gave the id: two events of one id from two sources are two events
 */
public record TimePlace(long timeMillis, List<Long> ranks, String id, String source)
    implements Place {
  public TimePlace {
    ranks = List.copyOf(ranks);
  }

  /** The place of an event. */
  public static TimePlace of(Event event) {
    return new TimePlace(event.timeMillis(), event.ranks(), event.id(), event.source());
  }

  @Override
  public int compareTo(Place other) {
    if (!(other instanceof TimePlace that)) {
      throw new IllegalStateException(
          "places of two kinds in one entity: " + this + " and " + other);
    }
    int order = Long.compare(timeMillis, that.timeMillis);
    if (order == 0) {
      order = compareRanks(that.ranks);
    }
    if (order == 0) {
      order = id.compareTo(that.id);
    }
    return order != 0 ? order : source.compareTo(that.source);
  }

  private int compareRanks(List<Long> others) {
    int order = 0;
    for (int i = 0; order == 0 && i < Math.min(ranks.size(), others.size()); i++) {
      order = Long.compare(ranks.get(i), others.get(i));
    }
    return order != 0 ? order : Integer.compare(ranks.size(), others.size());
  }
}
