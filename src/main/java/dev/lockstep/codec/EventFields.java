package dev.lockstep.codec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an event is read from a record. A field is named by a JSON pointer (RFC 6901) into its value,
 * where a null counts as missing. All but ranks, delete and data may instead be the text of a
 * header, {@code header:NAME}, or of the record's key, {@code key}.
 *
 * @param format what the value is
 * @param entity where the entity's id is
 * @param id the event's id, a text or a number. Null, or missing in an event: the version's text;
 *     without a version it is required
 * @param source who gave the id, a text or a number. Null, or missing in an event: the topic
 * @param type the type, a text, required. Null: all are of the type {@value #DEFAULT_TYPE}
 * @param version where the version is; required under {@code version} and {@code latest}
 * @param time epoch milliseconds, or ISO 8601 with an offset; required. Null: the record's time
 * @param ranks integers, required under {@code time} and not read otherwise
 * @param delete a boolean; null, or missing in an event: false
 * @param data what the event says, required unless it is a delete. Null: the whole value
 * @param by the order mode, which says what is required
 * @param analytics the types of the analytics lane, which need nothing but their type
 * @param limits how large a record and its parts may be
 */
public record EventFields(
    Format format,
    EntityField entity,
    @Nullable String id,
    @Nullable String source,
    @Nullable String type,
    VersionField version,
    @Nullable String time,
    List<String> ranks,
    @Nullable String delete,
    @Nullable String data,
    OrderBy by,
    Set<String> analytics,
    ReadLimits limits)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The type of all events when none is read. */
  public static final String DEFAULT_TYPE = "event";

  public EventFields {
    ranks = List.copyOf(ranks);
    analytics = Set.copyOf(analytics);
  }

  /** What a record's value is. */
  public enum Format {
    /** One JSON value. */
    JSON,
    /**
     * A CloudEvent 1.0 with JSON data, in structured or binary mode. Fields are named as in
     * structured mode, whatever the mode of a record is.
     */
    CLOUD_EVENTS
  }

  /** Where the entity's id is. */
  public sealed interface EntityField extends Serializable {}

  /**
   * The entity is a constant: all events are of one entity.
   *
   * @param entity its id
   */
  public record Constant(String entity) implements EntityField {}

  /**
   * The entity is read. Of one pointer it is the text itself; the parts of several are joined with
   * {@code /}, in them {@code ~} and {@code /} are written {@code ~0} and {@code ~1}.
   *
   * @param pointers texts or numbers, all required
   */
  public record Pointers(List<String> pointers) implements EntityField {
    private static final long serialVersionUID = 1L;

    public Pointers {
      pointers = List.copyOf(pointers);
    }
  }

  /** Where the version is. */
  public sealed interface VersionField extends Serializable {}

  /** Events have no version. */
  public record Unversioned() implements VersionField {}

  /**
   * The version is one integer of 0 or above, as a number or as a text.
   *
   * @param pointer of the number
   */
  public record Single(String pointer) implements VersionField {}

  /**
   * The version is a text, compared by its UTF-8 bytes.
   *
   * @param pointer of the text
   */
  public record Text(String pointer) implements VersionField {}

  /**
   * The version is a pair of integers of 0 or above.
   *
   * @param epoch pointer of the major part
   * @param number pointer of the number within it
   */
  public record Pair(String epoch, String number) implements VersionField {}
}
