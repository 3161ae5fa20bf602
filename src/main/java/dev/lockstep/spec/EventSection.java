package dev.lockstep.spec;

import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityKey;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.SourceSpec.Format;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code event}. */
final class EventSection {
  private static final EventSpec NOTHING_KNOWN =
      new EventSpec(
          new EntityPointers(List.of()),
          null,
          null,
          null,
          VersionKey.NONE,
          null,
          List.of(),
          null,
          null);

  /** Where the attributes of a CloudEvent are, named as in structured mode. */
  private static final EventSpec CLOUD_EVENT =
      new EventSpec(
          new EntityPointers(List.of("/subject")),
          "/id",
          "/source",
          "/type",
          VersionKey.of("/sequence"),
          "/time",
          List.of(),
          null,
          "/data");

  private EventSection() {}

  /** Reads it; a CloudEvent has a place for most of it, so nothing is required there. */
  static EventSpec read(Section event, Format format) {
    return switch (format) {
      case JSON -> read(event, entityOfJson(event), NOTHING_KNOWN);
      case CLOUDEVENTS ->
          read(
              event,
              event.get("entity", value -> entity(value, event), CLOUD_EVENT.entity()),
              CLOUD_EVENT);
    };
  }

  private static EventSpec read(Section event, EntityKey entity, EventSpec otherwise) {
    return new EventSpec(
        entity,
        field(event, "id", otherwise.id()),
        field(event, "source", otherwise.source()),
        field(event, "type", otherwise.type()),
        event.get("version", value -> version(value, event), otherwise.version()),
        field(event, "time", otherwise.time()),
        event.get("rank", Forms.oneOrMore(Forms.POINTER), List.of()),
        event.find("delete", Forms.POINTER),
        or(event.find("data", Forms.POINTER), otherwise.data()));
  }

  private static @Nullable String field(Section event, String key, @Nullable String otherwise) {
    return or(event.find(key, Forms.FIELD), otherwise);
  }

  private static @Nullable String or(@Nullable String given, @Nullable String otherwise) {
    return given == null ? otherwise : given;
  }

  private static EntityKey entityOfJson(Section event) {
    return event.require(
        "entity",
        value -> entity(value, event),
        NOTHING_KNOWN.entity(),
        "a pointer to whom the event is about, such as `/orderId`");
  }

  private static @Nullable EntityKey entity(Value value, Section event) {
    if (value.node() instanceof Mapping) {
      return event.form(EventSection::constant).read(value);
    }
    List<String> pointers = Forms.oneOrMore(Forms.FIELD).read(value);
    return pointers == null ? null : new EntityPointers(pointers);
  }

  private static EntityKey constant(Section entity) {
    return new ConstantEntity(
        entity.require("constant", Forms.TEXT, "", "the one entity's id, such as `ledger`"));
  }

  private static @Nullable VersionKey version(Value value, Section event) {
    if (value.node() instanceof Mapping) {
      return event.form(EventSection::text).read(value);
    }
    if (value.node() instanceof Sequence pair && pair.items().size() != 2) {
      String message = "a list of " + pair.items().size() + " is not a version";
      return value.wrong(message, "one pointer, or a pair: `[/epoch, /number]`");
    }
    List<String> pointers = Forms.oneOrMore(Forms.FIELD).read(value);
    return pointers == null ? null : new VersionKey(pointers, false);
  }

  private static VersionKey text(Section version) {
    return VersionKey.ofText(
        version.require("text", Forms.FIELD, "", "a pointer to a text, such as `/lsn`"));
  }
}
