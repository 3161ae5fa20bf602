package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Control;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.event.Version;
import dev.lockstep.json.OneLine;
import dev.lockstep.json.Utf8;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads control records: JSON objects with {@code control} (the event's own id), {@code entity},
 * {@code verb}, and as the verb needs {@code culprit}, {@code version} and {@code event}; with
 * {@code by}, {@code at} and {@code why} for the record. It is for one thread.
 */
public final class ControlDecoder {
  /** Characters of a reason: it is kept in state. */
  private static final int WHY_AT_MOST = 1_000;

  /** What some editors write before a text in UTF-8. */
  private static final Bytes BYTE_ORDER_MARK = Bytes.utf8("\uFEFF");

  /** Of a text in another encoding no places in bytes would be known. */
  private final JsonFactory factory =
      JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  private final EventFields fields;
  private final Decoder events;
  private final String topic;

  /**
   * A decoder.
   *
   * @param fields how a corrected event is read
   * @param topic the topic that a corrected event would have come from
   */
  public ControlDecoder(EventFields fields, String topic) {
    this.fields = fields;
    this.events = Decoder.of(fields);
    this.topic = topic;
  }

  /**
   * What a control record is. It throws on none, whatever its bytes.
   *
   * @param raw the record
   * @param recordTimeMillis the record's own time, epoch milliseconds
   */
  public Control decode(Raw raw, long recordTimeMillis) {
    ControlFields found = new ControlFields();
    try {
      Bytes value = raw.value();
      if (value == null || value.length() > fields.limits().recordBytes()) {
        throw new IOException(value == null ? "it has no value" : "it is too large");
      }
      found = ControlFields.of(factory, utf8(value));
      return control(found, raw, recordTimeMillis);
    } catch (JsonProcessingException unreadable) {
      String detail = "it is no JSON: " + unreadable.getOriginalMessage();
      return unreadable(found, detail, raw);
    } catch (IOException | DateTimeException wrong) {
      return unreadable(found, String.valueOf(wrong.getMessage()), raw);
    }
  }

  /** What is too long to be an entity or an id is none. */
  private UnreadableControl unreadable(ControlFields found, String detail, Raw raw) {
    return new UnreadableControl(
        isTooLong(found.entity) ? null : found.entity,
        isTooLong(found.control) ? null : found.control,
        OneLine.of(detail, 300),
        raw);
  }

  private boolean isTooLong(@Nullable String text) {
    return text != null && text.length() > fields.limits().textLength();
  }

  private static Bytes utf8(Bytes value) throws IOException {
    int invalid = Utf8.firstInvalid(value);
    if (invalid >= 0) {
      throw new IOException("it is not UTF-8, at byte " + invalid);
    }
    int mark = BYTE_ORDER_MARK.length();
    return value.length() >= mark && value.slice(0, mark).equals(BYTE_ORDER_MARK)
        ? value.slice(mark, value.length() - mark)
        : value;
  }

  private ControlEvent control(ControlFields found, Raw raw, long recordTimeMillis)
      throws IOException {
    Verb verb = verb(required("verb", found.verb));
    checkLength("culprit", found.culprit);
    checkLength("culprit-at", found.culpritAt);
    return new ControlEvent(
        required("entity", found.entity),
        required("control", found.control),
        verb,
        found.culprit,
        found.culpritAt,
        found.version == null ? null : version(found.version),
        verb == Verb.REPLACE ? corrected(found, raw, recordTimeMillis) : null,
        required("by", found.by),
        found.at == null ? recordTimeMillis : at(found.at),
        OneLine.of(found.why == null ? "" : found.why, WHY_AT_MOST),
        raw);
  }

  private String required(String name, @Nullable String text) throws IOException {
    if (text == null || text.isEmpty()) {
      throw new IOException("`" + name + "` is missing");
    }
    checkLength(name, text);
    return text;
  }

  private void checkLength(String name, @Nullable String text) throws IOException {
    if (isTooLong(text)) {
      throw new IOException("`" + name + "` is too long");
    }
  }

  private static Verb verb(String word) throws IOException {
    for (Verb verb : Verb.values()) {
      if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
        return verb;
      }
    }
    String verbs = Arrays.toString(Verb.values()).toLowerCase(Locale.ROOT);
    throw new IOException("`verb` cannot be `" + word + "`: one of " + verbs);
  }

  private static long at(String text) {
    try {
      return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : IsoTime.millis(text);
    } catch (DateTimeException wrong) {
      throw new DateTimeException("`at` is no time: " + wrong.getMessage(), wrong);
    }
  }

  /**
   * A number, a pair as an array, or a text, as the job's versions are: another form can be
   * compared with none of them. A job without versions says so itself.
   */
  private Version version(Bytes json) throws IOException {
    String text = json.utf8();
    if (fields.version() instanceof EventFields.Text) {
      String version = text.startsWith("\"") ? unquoted(json) : text;
      checkLength("version", version);
      return new Version.Text(version);
    }
    String[] parts = text.replaceAll("[\\[\\]\"\\s]", "").split("[,/]", -1);
    try {
      if (hasForm(parts.length)) {
        return parts.length == 1
            ? new Version.Single(number(parts[0]))
            : new Version.Pair(number(parts[0]), number(parts[1]));
      }
    } catch (NumberFormatException wrong) {
      throw noVersion(text, wrong);
    }
    throw noVersion(text, null);
  }

  private String unquoted(Bytes json) throws IOException {
    try (JsonParser parser = factory.createParser(json.array(), json.offset(), json.length())) {
      parser.nextToken();
      return parser.getText();
    }
  }

  private IOException noVersion(String text, @Nullable Exception cause) {
    String form = fields.version() instanceof EventFields.Pair ? "a pair as 3/12" : "a number";
    return new IOException("`version` is no version of this job, " + form + ": " + text, cause);
  }

  /** A part of a version, 0 or above. */
  private static long number(String text) {
    if (text.startsWith("-")) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  private boolean hasForm(int parts) {
    boolean isPair = fields.version() instanceof EventFields.Pair;
    boolean isFree = fields.version() instanceof EventFields.Unversioned;
    return parts == 1 ? !isPair : parts == 2 && (isPair || isFree);
  }

  private Event corrected(ControlFields found, Raw raw, long recordTimeMillis) throws IOException {
    if (found.event == null) {
      throw new IOException("`event` is missing: the corrected record's value");
    }
    Origin origin = new Origin(topic, raw.origin().partition(), raw.origin().offset());
    Bytes key = found.key == null ? raw.key() : Bytes.utf8(found.key);
    Decoded decoded =
        events.decode(new Raw(found.event, key, found.headers, origin), recordTimeMillis);
    if (decoded instanceof Event event) {
      return at(raw.origin(), event);
    }
    String why =
        decoded instanceof Undecodable undecodable
            ? undecodable.flaw() + ": " + undecodable.detail()
            : "it is of the analytics lane";
    throw new IOException("the corrected event cannot be used: " + why);
  }

  /** The corrected event came from here, not from the topic that it would have come from. */
  private static Event at(Origin control, Event event) {
    Raw read = event.raw();
    return new Event(
        event.entity(),
        event.id(),
        event.source(),
        event.type(),
        event.version(),
        event.timeMillis(),
        event.ranks(),
        event.delete(),
        event.contentHash(),
        event.data(),
        new Raw(read.value(), read.key(), read.headers(), control));
  }
}
