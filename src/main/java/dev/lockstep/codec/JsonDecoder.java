package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.json.OneLine;
import dev.lockstep.json.ReadFault;
import dev.lockstep.json.Utf8;

/**
 * Reads JSON values into events, in one pass and without a tree. It keeps what it reuses between
 * records: one decoder for each thread.
 */
public final class JsonDecoder implements Decoder {
  private final ReadLimits limits;
  private final Envelope envelope;
  private final JsonScan scan;
  private final EventReader reader;

  /**
   * A decoder.
   *
   * @param fields how events are read
   * @throws IllegalArgumentException when a pointer is none
   */
  public JsonDecoder(EventFields fields) {
    this(fields, Mode.PLAIN);
  }

  JsonDecoder(EventFields fields, Mode mode) {
    this.limits = fields.limits();
    this.envelope = new Envelope(fields, mode);
    this.scan = new JsonScan(limits);
    this.reader = new EventReader(fields, envelope);
  }

  /** Not even a defect of the parser itself gets out. */
  @Override
  public Decoded decode(Raw raw, long recordTimeMillis) {
    envelope.begin(raw);
    try {
      checkSize(raw);
      envelope.checkLabel();
      if (isNothing(raw)) {
        scan.nothing();
        return reader.read(raw, scan, Bytes.EMPTY, recordTimeMillis);
      }
      Bytes json = json(raw);
      scan.read(json, envelope.root);
      envelope.checkValue();
      return reader.read(raw, scan, json, recordTimeMillis);
    } catch (ReadFault fault) {
      return undecodable(raw, fault.flaw(), fault.detail());
    } catch (RuntimeException e) {
      return undecodable(
          raw,
          Flaw.UNREADABLE,
          "the parser failed: " + OneLine.of(e.toString(), OneLine.MESSAGE_AT_MOST));
    }
  }

  /** What lies beside the value goes along with all results of an event. */
  private void checkSize(Raw raw) throws ReadFault {
    long bytes = raw.key() == null ? 0 : raw.key().length();
    for (Header header : raw.headers()) {
      bytes += header.name().length() + (header.value() == null ? 0 : header.value().length());
    }
    if (bytes > limits.labelBytes()) {
      throw new ReadFault(
          Flaw.OVER_LIMIT, "key and headers of more than " + limits.labelBytes() + " bytes");
    }
  }

  /** Whether this is an event without data: one in binary mode needs no value. */
  private boolean isNothing(Raw raw) {
    Bytes value = raw.value();
    return envelope.mode == Mode.BINARY && (value == null || value.length() == 0);
  }

  /** The bytes of the document: within the limit, UTF-8, without a byte order mark. */
  private Bytes json(Raw raw) throws ReadFault {
    Bytes value = raw.value();
    if (value == null) {
      throw new ReadFault(Flaw.NO_VALUE, "the record has no value");
    }
    if (value.length() > limits.recordBytes()) {
      throw new ReadFault(Flaw.OVER_LIMIT, "more than " + limits.recordBytes() + " bytes");
    }
    int invalid = Utf8.firstInvalid(value);
    if (invalid >= 0) {
      throw new ReadFault(Flaw.UNREADABLE, "not UTF-8, at byte " + invalid);
    }
    return Utf8.withoutMark(value);
  }

  private Undecodable undecodable(Raw raw, Flaw flaw, String detail) {
    return new Undecodable(flaw, detail, reader.entityIfKnown(), reader.idIfKnown(), raw);
  }
}
