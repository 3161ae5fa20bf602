package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer writes, before it is a record anywhere: it becomes an event by being read.
 *
 * @param entity the entity's id
 * @param id the event's own id
 * @param source who gave the id
 * @param type what kind of fact it is
 * @param version its place in the entity's sequence, null when it has none
 * @param timeMillis when it happened, epoch milliseconds
 * @param ranks tie-breakers
 * @param delete whether it ends the entity
 * @param analytics whether it is of the analytics lane: read, it becomes a place marker
 * @param text what it says
 */
public record Draft(
    String entity,
    String id,
    String source,
    String type,
    @Nullable Version version,
    long timeMillis,
    List<Long> ranks,
    boolean delete,
    boolean analytics,
    String text) {
  public Draft {
    ranks = List.copyOf(ranks);
  }

  /** A draft of an entity at a version and a time; id and text follow from the version. */
  public static Draft of(String entity, Version version, long timeMillis) {
    String id = entity + "-" + version;
    return new Draft(
        entity, id, "topic", "Set", version, timeMillis, List.of(), false, false, "of " + id);
  }

  /** The same under another id. */
  public Draft id(String other) {
    return new Draft(
        entity, other, source, type, version, timeMillis, ranks, delete, analytics, text);
  }

  /** The same from another source. */
  public Draft source(String other) {
    return new Draft(entity, id, other, type, version, timeMillis, ranks, delete, analytics, text);
  }

  /** The same of another type. */
  public Draft type(String other) {
    return new Draft(
        entity, id, source, other, version, timeMillis, ranks, delete, analytics, text);
  }

  /** The same at another place. */
  public Draft version(@Nullable Version other) {
    return new Draft(entity, id, source, type, other, timeMillis, ranks, delete, analytics, text);
  }

  /** The same at another time. */
  public Draft time(long millis) {
    return new Draft(entity, id, source, type, version, millis, ranks, delete, analytics, text);
  }

  /** The same with other tie-breakers. */
  public Draft ranks(Long... others) {
    return new Draft(
        entity, id, source, type, version, timeMillis, List.of(others), delete, analytics, text);
  }

  /** The same with other words. */
  public Draft text(String other) {
    return new Draft(
        entity, id, source, type, version, timeMillis, ranks, delete, analytics, other);
  }

  /** The same as a delete. */
  public Draft deleting() {
    return new Draft(entity, id, source, type, version, timeMillis, ranks, true, analytics, text);
  }

  /** The same in the analytics lane. */
  public Draft inAnalytics() {
    return new Draft(entity, id, source, "Viewed", version, timeMillis, ranks, delete, true, text);
  }

  /** The hash over type, delete flag and text. */
  public long contentHash() {
    return StableHash.with(StableHash.of(type + '\n' + text), delete ? 1 : 0);
  }

  /** The event as it is read at this offset of its source, taken as the topic. */
  public Event readAt(long offset) {
    return readAt(offset, List.of());
  }

  /** The event as it is read when it comes back from the dead letters for the nth time. */
  public Event replayedAt(long offset, int laps) {
    return readAt(offset, List.of(new Header(Laps.HEADER, Bytes.utf8(Integer.toString(laps)))));
  }

  private Event readAt(long offset, List<Header> headers) {
    Bytes data = Bytes.utf8(text);
    Raw raw = new Raw(data, Bytes.utf8(entity), headers, new Origin(source, 0, offset));
    return new Event(
        entity, id, source, type, version, timeMillis, ranks, delete, contentHash(), data, raw);
  }

  /** All of them as they are read one after the other: events, and markers of analytics events. */
  public static List<Arrival> readAll(List<Draft> drafts) {
    List<Arrival> arrivals = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      long offset = arrivals.size() + 1L;
      arrivals.add(draft.analytics() ? draft.markedAt(offset) : draft.readAt(offset));
    }
    return arrivals;
  }

  /** The place marker of a numbered analytics event read at this offset. */
  public PlaceMarker markedAt(long offset) {
    Event event = readAt(offset);
    if (event.version() == null) {
      throw new IllegalStateException("an event without a version takes no place: " + this);
    }
    return new PlaceMarker(entity, event.version(), event.identity(), event.raw().origin());
  }
}
