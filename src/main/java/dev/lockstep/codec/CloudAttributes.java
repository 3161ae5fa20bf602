package dev.lockstep.codec;

import dev.lockstep.event.Flaw;
import dev.lockstep.json.ReadFault;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The attributes that make a record a CloudEvent. All but time and content type are required, in
 * either lane: a record without them is no CloudEvent.
 */
final class CloudAttributes {
  private static final String SPEC_VERSION = "1.0";
  private static final Pattern JSON =
      Pattern.compile(
          "\\s*[^\\s/;]+/([^\\s/;]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Found specVersion;
  private final Found id;
  private final Found source;
  private final Found type;
  private final Found time;
  private final Found contentType;
  private final Found base64 = new Found("/data_base64", false);
  private final Mode mode;

  /** The attributes of events in this mode, which is none but the two of CloudEvents. */
  CloudAttributes(Mode mode) {
    this.mode = mode;
    specVersion = attribute("specversion");
    id = attribute("id");
    source = attribute("source");
    type = attribute("type");
    time = attribute("time");
    contentType = attribute("datacontenttype");
  }

  private Found attribute(String name) {
    String pointer = "/" + name;
    return Found.repeating(mode == Mode.BINARY ? CloudFields.inBinary(pointer) : pointer);
  }

  /** Where the attributes are. */
  List<Found> all() {
    List<Found> both = List.of(specVersion, id, source, type, time, contentType);
    return mode == Mode.BINARY
        ? both
        : List.of(specVersion, id, source, type, time, contentType, base64);
  }

  /** Throws unless this is a CloudEvent whose data are JSON. */
  void check() throws ReadFault {
    if (!FieldValue.name(specVersion).equals(SPEC_VERSION)) {
      throw specVersion.wrong("\"" + SPEC_VERSION + "\", the only version that is read");
    }
    FieldValue.name(id);
    FieldValue.name(source);
    FieldValue.name(type);
    if (time.isPresent()) {
      FieldValue.timestamp(time);
    }
    if (contentType.isPresent() && !JSON.matcher(FieldValue.name(contentType)).matches()) {
      throw contentType.wrong("JSON, and other data are not read");
    }
    if (base64.isPresent()) {
      throw new ReadFault(Flaw.FIELD_WRONG, "/data_base64: bytes, and only JSON data are read");
    }
  }
}
