package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Constant;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.json.ReadFault;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what was found in a record into an event, lane first. */
final class EventReader {
  private final EventFields fields;
  private final Envelope envelope;
  private final int textLength;

  EventReader(EventFields fields, Envelope envelope) {
    this.fields = fields;
    this.envelope = envelope;
    this.textLength = fields.limits().textLength();
  }

  Decoded read(Raw raw, JsonScan scan, Bytes json, long recordTimeMillis) throws ReadFault {
    String type = envelope.type == null ? EventFields.DEFAULT_TYPE : FieldValue.name(envelope.type);
    if (fields.analytics().contains(type)) {
      PlaceMarker marker =
          fields.by() == OrderBy.VERSION ? marker(raw, type, scan, recordTimeMillis) : null;
      return new AnalyticsEvent(type, marker, raw);
    }
    return event(raw, type, scan, json, recordTimeMillis);
  }

  private Event event(Raw raw, String type, JsonScan scan, Bytes json, long recordTimeMillis)
      throws ReadFault {
    String entity = entity();
    Version version = needsVersion() ? version() : null;
    String id = id(version);
    boolean delete = FieldValue.flag(envelope.delete);
    if (!delete) {
      envelope.data.require();
    }
    boolean hasData = envelope.data.isPresent();
    return new Event(
        entity,
        id,
        source(raw),
        type,
        version,
        time(recordTimeMillis),
        fields.by() == OrderBy.TIME ? ranks() : List.of(),
        delete,
        ContentHash.of(type, delete, scan.dataHash()),
        hasData ? scan.data(json) : Bytes.EMPTY,
        raw);
  }

  private boolean needsVersion() {
    return fields.by() == OrderBy.VERSION || fields.by() == OrderBy.LATEST;
  }

  /** The place of an analytics event; null when it is not numbered, or not readably so. */
  private @Nullable PlaceMarker marker(Raw raw, String type, JsonScan scan, long recordTimeMillis) {
    try {
      String entity = entity();
      Version version = version();
      long content = ContentHash.of(type, FieldValue.flag(envelope.delete), scan.dataHash());
      long timeMillis = markerTime(recordTimeMillis);
      Identity identity = Identity.of(version, source(raw), id(version), content, timeMillis);
      return new PlaceMarker(entity, version, identity, raw.origin());
    } catch (ReadFault notNumbered) {
      return null;
    }
  }

  private long time(long recordTimeMillis) throws ReadFault {
    Found time = envelope.time;
    if (time == null || (envelope.timeIsOptional && !time.isPresent())) {
      return recordTimeMillis;
    }
    return FieldValue.time(time);
  }

  private long markerTime(long recordTimeMillis) {
    try {
      return time(recordTimeMillis);
    } catch (ReadFault unknown) {
      return Long.MIN_VALUE;
    }
  }

  /** The entity's id, as far as it can be told: for the message about a record that is no event. */
  @Nullable String entityIfKnown() {
    try {
      return entity();
    } catch (ReadFault | RuntimeException unknown) {
      return null;
    }
  }

  /** The event's id, as far as it can be told. */
  @Nullable String idIfKnown() {
    try {
      return FieldValue.optionalText(envelope.id, textLength);
    } catch (ReadFault | RuntimeException unknown) {
      return null;
    }
  }

  private String entity() throws ReadFault {
    if (fields.entity() instanceof Constant constant) {
      return constant.entity();
    }
    List<Found> parts = envelope.entity;
    if (parts.size() == 1) {
      return FieldValue.text(parts.get(0), textLength);
    }
    StringBuilder entity = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String part = FieldValue.text(parts.get(i), textLength);
      entity.append(i == 0 ? "" : "/").append(part.replace("~", "~0").replace("/", "~1"));
    }
    return entity.toString();
  }

  private Version version() throws ReadFault {
    List<Found> parts = envelope.version;
    if (parts.isEmpty()) {
      throw new ReadFault(Flaw.FIELD_MISSING, "the spec names no version");
    }
    if (fields.version() instanceof Text) {
      return FieldValue.textual(parts.get(0));
    }
    return parts.size() == 1
        ? FieldValue.single(parts.get(0))
        : FieldValue.pair(parts.get(0), parts.get(1));
  }

  private String id(@Nullable Version version) throws ReadFault {
    String id = FieldValue.optionalText(envelope.id, textLength);
    if (id != null) {
      return id;
    }
    if (version != null) {
      return version.toString();
    }
    String where =
        envelope.id == null ? "the spec names no id" : envelope.id.pointer + " is missing";
    throw new ReadFault(Flaw.FIELD_MISSING, where);
  }

  private String source(Raw raw) throws ReadFault {
    String source = FieldValue.optionalText(envelope.source, textLength);
    return source == null ? raw.origin().topic() : source;
  }

  private List<Long> ranks() throws ReadFault {
    List<Long> ranks = new ArrayList<>(envelope.ranks.size());
    for (Found rank : envelope.ranks) {
      ranks.add(FieldValue.integer(rank, "an integer of 64 bits"));
    }
    return ranks;
  }
}
