package dev.lockstep.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a record says what Lockstep must know. Pointers are JSON pointers (RFC 6901).
 *
 * @param entity whom it is about
 * @param id pointer to the event's own id, null when it has none
 * @param source pointer to who gave the id, null when that is the topic
 * @param type pointer to what kind of fact it is, null when there is one kind only
 * @param version pointers to the version: none, one (a number or a text), or two (epoch, number)
 * @param time pointer to when it happened: epoch milliseconds or ISO 8601; null when not given
 * @param rank pointers to tie-breakers of {@code by: time}, compared in turn
 * @param delete pointer to a boolean: whether it ends the entity; null when nothing does
 * @param data pointer to what it says, null for the whole value
 */
public record EventSpec(
    EntityKey entity,
    @Nullable String id,
    @Nullable String source,
    @Nullable String type,
    List<String> version,
    @Nullable String time,
    List<String> rank,
    @Nullable String delete,
    @Nullable String data) {
  public EventSpec {
    version = List.copyOf(version);
    rank = List.copyOf(rank);
  }

  /** Where the entity's id comes from. */
  public sealed interface EntityKey {}

  /** The entity's id is in the record, in one place or several. */
  public record EntityPointers(List<String> pointers) implements EntityKey {
    public EntityPointers {
      pointers = List.copyOf(pointers);
    }
  }

  /** All events are of one entity: a global order. */
  public record ConstantEntity(String id) implements EntityKey {}
}
