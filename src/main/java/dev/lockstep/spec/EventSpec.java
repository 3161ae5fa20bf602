package dev.lockstep.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a record says what Lockstep must know. Pointers are JSON pointers (RFC 6901) into its
 * value; but for rank, delete and data, {@code header:NAME} and {@code key} may stand for one.
 *
 * @param entity whom it is about
 * @param id pointer to the event's own id, null when it has none
 * @param source pointer to who gave the id, null when that is the topic
 * @param type pointer to what kind of fact it is, null when there is one kind only
 * @param version the event's place in its entity's sequence
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
    VersionKey version,
    @Nullable String time,
    List<String> rank,
    @Nullable String delete,
    @Nullable String data) {
  static final String HEADER = "header:";
  static final String KEY = "key";

  public EventSpec {
    rank = List.copyOf(rank);
  }

  /** Whether a field is a header or the key of a Kafka record, and not in its value. */
  public static boolean isBesideValue(String field) {
    return field.equals(KEY) || field.startsWith(HEADER);
  }

  /** The fields that only Kafka records have, in the order of the keys. */
  public List<String> besideValue() {
    return fields().values().stream()
        .flatMap(List::stream)
        .filter(EventSpec::isBesideValue)
        .distinct()
        .toList();
  }

  /** What is read, by key. */
  Map<String, List<String>> fields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("entity", entity instanceof EntityPointers at ? at.pointers() : List.of());
    fields.put("id", optional(id));
    fields.put("source", optional(source));
    fields.put("type", optional(type));
    fields.put("version", version.pointers());
    fields.put("time", optional(time));
    fields.put("rank", rank);
    fields.put("delete", optional(delete));
    fields.put("data", optional(data));
    return fields;
  }

  private static List<String> optional(@Nullable String field) {
    return field == null ? List.of() : List.of(field);
  }

  /**
   * Where the version comes from.
   *
   * @param pointers none, one, or two (epoch, number)
   * @param text whether it is a text, compared by its UTF-8 bytes; else integers
   */
  public record VersionKey(List<String> pointers, boolean text) {
    /** There is no version. */
    public static final VersionKey NONE = new VersionKey(List.of(), false);

    public VersionKey {
      pointers = List.copyOf(pointers);
    }

    /** A version of one number, or of two: (epoch, number). */
    public static VersionKey of(String... pointers) {
      return new VersionKey(List.of(pointers), false);
    }

    /** A version that is a text. */
    public static VersionKey ofText(String pointer) {
      return new VersionKey(List.of(pointer), true);
    }
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
