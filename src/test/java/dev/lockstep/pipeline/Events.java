package dev.lockstep.pipeline;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the making; what is not said is taken from its version and its time. */
record Events(
    String entity,
    @Nullable Version version,
    long timeMillis,
    String id,
    String type,
    String data,
    boolean delete,
    int padding,
    long offset) {

  static Events event(String entity, long number) {
    return event(entity, new Version.Single(number));
  }

  static Events event(String entity, Version version) {
    String id = "id-" + version;
    return new Events(entity, version, 0, id, "Set", version.toString(), false, 0, 0);
  }

  /** An event without version. */
  static Events event(String entity, String id) {
    return new Events(entity, null, 0, id, "Set", id, false, 0, 0);
  }

  static PlaceMarker marker(String entity, long number) {
    Version version = new Version.Single(number);
    Identity identity = Identity.of(version, "test", "mark-" + number, number, 0);
    return new PlaceMarker(entity, version, identity, new Origin("test", 0, 0));
  }

  Events at(long millis) {
    return new Events(entity, version, millis, id, type, data, delete, padding, offset);
  }

  Events id(String other) {
    return new Events(entity, version, timeMillis, other, type, data, delete, padding, offset);
  }

  Events type(String other) {
    return new Events(entity, version, timeMillis, id, other, data, delete, padding, offset);
  }

  Events says(String other) {
    return new Events(entity, version, timeMillis, id, type, other, delete, padding, offset);
  }

  Events deletes() {
    return new Events(entity, version, timeMillis, id, type, data, true, padding, offset);
  }

  /** Bytes in the record's value beside the data. */
  Events padded(int bytes) {
    return new Events(entity, version, timeMillis, id, type, data, delete, bytes, offset);
  }

  Events offset(long at) {
    return new Events(entity, version, timeMillis, id, type, data, delete, padding, at);
  }

  Event build() {
    Bytes value = Bytes.utf8(" ".repeat(padding) + data);
    long content = StableHash.with(StableHash.of(type + ":" + data), delete ? 1 : 0);
    return new Event(
        entity,
        id,
        "test",
        type,
        version,
        timeMillis,
        List.of(),
        delete,
        content,
        value.slice(padding, value.length() - padding),
        new Raw(value, null, List.of(), new Origin("test", 0, offset)));
  }
}
