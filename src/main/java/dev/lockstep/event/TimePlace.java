package dev.lockstep.event;

import java.util.List;

/**
 * A place in time: the event's time, then its ranks in turn, then its id, then who gave the id.
 *
 * @param timeMillis epoch milliseconds
 * @param ranks tie-breakers in the order of the spec; all places of a job have the same number
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
    for (int i = 0; order == 0 && i < ranks.size(); i++) {
      order = Long.compare(ranks.get(i), that.ranks.get(i));
    }
    if (order == 0) {
      order = id.compareTo(that.id);
    }
    return order != 0 ? order : source.compareTo(that.source);
  }
}
