package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Constant;
import dev.lockstep.codec.EventFields.EntityField;
import dev.lockstep.codec.EventFields.Pair;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.codec.EventFields.Unversioned;
import dev.lockstep.codec.EventFields.VersionField;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of CloudEvents, named as in structured mode, and where they are in binary mode. */
final class CloudFields {
  private static final String DATA = "/data";

  private CloudFields() {}

  /** The same fields, where they are when the attributes are headers and the value is the data. */
  static EventFields inBinary(EventFields fields) {
    return new EventFields(
        fields.format(),
        entity(fields.entity()),
        optional(fields.id()),
        optional(fields.source()),
        optional(fields.type()),
        version(fields.version()),
        optional(fields.time()),
        fields.ranks().stream().map(CloudFields::inBinary).toList(),
        optional(fields.delete()),
        inBinary(Objects.requireNonNullElse(fields.data(), DATA)),
        fields.by(),
        fields.analytics(),
        fields.limits());
  }

  private static EntityField entity(EntityField entity) {
    if (entity instanceof Pointers read) {
      return new Pointers(read.pointers().stream().map(CloudFields::inBinary).toList());
    }
    if (entity instanceof Constant) {
      return entity;
    }
    throw new AssertionError(entity);
  }

  private static VersionField version(VersionField version) {
    if (version instanceof Single single) {
      return new Single(inBinary(single.pointer()));
    }
    if (version instanceof Text text) {
      return new Text(inBinary(text.pointer()));
    }
    if (version instanceof Pair pair) {
      return new Pair(inBinary(pair.epoch()), inBinary(pair.number()));
    }
    if (version instanceof Unversioned) {
      return version;
    }
    throw new AssertionError(version);
  }

  private static @Nullable String optional(@Nullable String field) {
    return field == null ? null : inBinary(field);
  }

  /** Where a field is in binary mode. */
  static String inBinary(String field) {
    if (RecordLabel.holds(field)) {
      return field;
    }
    if (field.equals(DATA) || field.startsWith(DATA + "/")) {
      return field.substring(DATA.length());
    }
    return RecordLabel.header(
        field.equals("/datacontenttype") ? "content-type" : "ce_" + field.substring(1));
  }
}
