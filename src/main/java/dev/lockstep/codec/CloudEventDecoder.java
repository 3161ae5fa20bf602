package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.json.OneLine;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 with JSON data, each record in its own mode. Both modes are JSON at heart:
 * one value that is the event, or one that is its data with the attributes beside it.
 */
final class CloudEventDecoder implements Decoder {
  private static final String CONTENT_TYPE = "content-type";
  private static final String STRUCTURED = "application/cloudevents";
  private static final Pattern STRUCTURED_JSON =
      Pattern.compile(
          "application/cloudevents\\+json\\s*(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final String ATTRIBUTE = "ce_";
  private static final int SHOWN_AT_MOST = 60;

  private final JsonDecoder structured;
  private final JsonDecoder binary;

  CloudEventDecoder(EventFields fields) {
    this.structured = new JsonDecoder(fields, Mode.STRUCTURED);
    this.binary = new JsonDecoder(CloudFields.inBinary(fields), Mode.BINARY);
  }

  /** A content type of CloudEvents says structured; else attributes in headers say binary. */
  @Override
  public Decoded decode(Raw raw, long recordTimeMillis) {
    String contentType = structuredType(raw);
    if (contentType != null && !STRUCTURED_JSON.matcher(contentType).matches()) {
      String shown = OneLine.of(contentType, SHOWN_AT_MOST);
      String detail =
          "header:content-type: \""
              + shown
              + "\" is not application/cloudevents+json, the only"
              + " structured form that is read";
      return new Undecodable(Flaw.FIELD_WRONG, detail, null, null, raw);
    }
    boolean beside = contentType == null && hasAttributes(raw);
    return (beside ? binary : structured).decode(raw, recordTimeMillis);
  }

  private static @Nullable String structuredType(Raw raw) {
    for (Header header : raw.headers()) {
      Bytes value = header.value();
      if (value != null && header.name().equals(CONTENT_TYPE)) {
        String text = value.utf8().strip();
        if (text.regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length())) {
          return text;
        }
      }
    }
    return null;
  }

  private static boolean hasAttributes(Raw raw) {
    for (Header header : raw.headers()) {
      if (header.name().startsWith(ATTRIBUTE)) {
        return true;
      }
    }
    return false;
  }
}
