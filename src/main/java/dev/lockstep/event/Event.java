package dev.lockstep.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One immutable fact about an entity, of the critical lane.
 *
 * @param entity the entity's id
 * @param id the event's own id
 * @param source who gave the id; ids are unique within a source
 * @param type what kind of fact it is
 * @param version its place in the entity's sequence, null when the mode has none
 * @param timeMillis when it happened, epoch milliseconds, by the producer's clock
 * @param ranks tie-breakers for {@code by: time}, in the order of the spec
 * @param delete whether it ends the entity
 * @param contentHash hash over type, delete flag and data
 * @param data what it says, a slice of the record's value
 * @param raw the record as it was read
 */
public record Event(
    String entity,
    String id,
    String source,
    String type,
    @Nullable Version version,
    long timeMillis,
    List<Long> ranks,
    boolean delete,
    long contentHash,
    Bytes data,
    Raw raw)
    implements Decoded, Arrival {
  public Event {
    ranks = List.copyOf(ranks);
  }

  /** The identity of the event: its entity is known, so its place, source and id suffice. */
  public Identity identity() {
    return Identity.of(version, source, id, contentHash, timeMillis);
  }

  /** The same without what it says. */
  public Event withoutData() {
    return new Event(
        entity,
        id,
        source,
        type,
        version,
        timeMillis,
        ranks,
        delete,
        contentHash,
        Bytes.EMPTY,
        raw);
  }

  /** How often it was set aside and replayed. */
  public int laps() {
    return raw.headers().isEmpty() ? 0 : Laps.of(raw.headers());
  }
}
