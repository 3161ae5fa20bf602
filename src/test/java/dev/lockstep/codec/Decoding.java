package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Constant;
import dev.lockstep.codec.EventFields.EntityField;
import dev.lockstep.codec.EventFields.Pair;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.EventFields.Unversioned;
import dev.lockstep.codec.EventFields.VersionField;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import java.util.Set;

/** A way to read events that is changed field by field, and the shortest way to use it. */
record Decoding(
    EntityField entity,
    String id,
    String source,
    String type,
    VersionField version,
    String time,
    List<String> ranks,
    String delete,
    String data,
    OrderBy by,
    Set<String> analytics,
    ReadLimits limits) {
  static final Origin ORIGIN = new Origin("orders", 3, 42);
  static final long RECORD_TIME = 77;

  /** By version, with all fields at the top and the data under {@code /data}. */
  static Decoding usual() {
    return new Decoding(
        new Pointers(List.of("/entity")),
        "/id",
        null,
        "/type",
        new Single("/version"),
        "/time",
        List.of(),
        "/deleted",
        "/data",
        OrderBy.VERSION,
        Set.of("Seen"),
        ReadLimits.DEFAULT);
  }

  Decoding entity(String... pointers) {
    return entity(new Pointers(List.of(pointers)));
  }

  Decoding constant(String name) {
    return entity(new Constant(name));
  }

  private Decoding entity(EntityField other) {
    return new Decoding(
        other, id, source, type, version, time, ranks, delete, data, by, analytics, limits);
  }

  Decoding id(String other) {
    return new Decoding(
        entity, other, source, type, version, time, ranks, delete, data, by, analytics, limits);
  }

  Decoding source(String other) {
    return new Decoding(
        entity, id, other, type, version, time, ranks, delete, data, by, analytics, limits);
  }

  Decoding type(String other) {
    return new Decoding(
        entity, id, source, other, version, time, ranks, delete, data, by, analytics, limits);
  }

  Decoding version(String pointer) {
    return version(new Single(pointer));
  }

  Decoding version(String epoch, String number) {
    return version(new Pair(epoch, number));
  }

  Decoding textVersion(String pointer) {
    return version(new EventFields.Text(pointer));
  }

  Decoding unversioned() {
    return version(new Unversioned());
  }

  private Decoding version(VersionField other) {
    return new Decoding(
        entity, id, source, type, other, time, ranks, delete, data, by, analytics, limits);
  }

  Decoding time(String other) {
    return new Decoding(
        entity, id, source, type, version, other, ranks, delete, data, by, analytics, limits);
  }

  Decoding ranks(String... other) {
    return new Decoding(
        entity,
        id,
        source,
        type,
        version,
        time,
        List.of(other),
        delete,
        data,
        by,
        analytics,
        limits);
  }

  Decoding data(String other) {
    return new Decoding(
        entity, id, source, type, version, time, ranks, delete, other, by, analytics, limits);
  }

  Decoding by(OrderBy other) {
    return new Decoding(
        entity, id, source, type, version, time, ranks, delete, data, other, analytics, limits);
  }

  Decoding limits(ReadLimits other) {
    return new Decoding(
        entity, id, source, type, version, time, ranks, delete, data, by, analytics, other);
  }

  EventFields fields() {
    return new EventFields(
        EventFields.Format.JSON,
        entity,
        id,
        source,
        type,
        version,
        time,
        ranks,
        delete,
        data,
        by,
        analytics,
        limits);
  }

  JsonDecoder decoder() {
    return new JsonDecoder(fields());
  }

  Decoded decode(String json) {
    return decoder().decode(raw(json), RECORD_TIME);
  }

  Event event(String json) {
    Decoded decoded = decode(json);
    if (decoded instanceof Event event) {
      return event;
    }
    throw new AssertionError("no event: " + decoded);
  }

  AnalyticsEvent analytics(String json) {
    Decoded decoded = decode(json);
    if (decoded instanceof AnalyticsEvent event) {
      return event;
    }
    throw new AssertionError("no analytics event: " + decoded);
  }

  Undecodable undecodable(String json) {
    Decoded decoded = decode(json);
    if (decoded instanceof Undecodable undecodable) {
      return undecodable;
    }
    throw new AssertionError("readable: " + decoded);
  }

  long content(String json) {
    return event(json).contentHash();
  }

  static Raw raw(String json) {
    return raw(Bytes.utf8(json));
  }

  static Raw raw(Bytes value) {
    return new Raw(value, null, List.of(), ORIGIN);
  }
}
