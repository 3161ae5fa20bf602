package dev.lockstep.spec;

import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityKey;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code event}. */
final class EventSection {
  private static final EntityKey UNKNOWN = new EntityPointers(List.of());

  private EventSection() {}

  static EventSpec read(Section event) {
    return new EventSpec(
        event.require(
            "entity",
            value -> entity(value, event),
            UNKNOWN,
            "a pointer to whom the event is about, such as `/orderId`"),
        event.find("id", Forms.POINTER),
        event.find("source", Forms.POINTER),
        event.find("type", Forms.POINTER),
        event.get("version", value -> version(value, event), VersionKey.NONE),
        event.find("time", Forms.POINTER),
        event.get("rank", Forms.oneOrMore(Forms.POINTER), List.of()),
        event.find("delete", Forms.POINTER),
        event.find("data", Forms.POINTER));
  }

  private static @Nullable EntityKey entity(Value value, Section event) {
    if (value.node() instanceof Mapping) {
      return event.form(EventSection::constant).read(value);
    }
    List<String> pointers = Forms.oneOrMore(Forms.POINTER).read(value);
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
    List<String> pointers = Forms.oneOrMore(Forms.POINTER).read(value);
    return pointers == null ? null : new VersionKey(pointers, false);
  }

  private static VersionKey text(Section version) {
    return VersionKey.ofText(
        version.require("text", Forms.POINTER, "", "a pointer to a text, such as `/lsn`"));
  }
}
