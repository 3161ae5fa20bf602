package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How events and raw records are written: what is not there takes a bit, and data that are a part
 * of the value are written once.
 */
final class EventFormat {
  /** What the fields of fixed length and the lengths of the others take. */
  private static final int FIXED_BYTES = 80;

  private static final int DELETE = 1;
  private static final int VERSIONED = 2;
  private static final int RANKED = 4;
  private static final int OWN_SOURCE = 8;
  private static final int PART = 16;

  private static final int VALUED = 1;
  private static final int KEYED = 2;
  private static final int HEADED = 4;

  private EventFormat() {}

  static void write(Event event, FrameWriter out) {
    Raw raw = event.raw();
    boolean ownSource = !event.source().equals(raw.origin().topic());
    boolean part = raw.value() != null && raw.value().contains(event.data());
    out.writeByte(
        (event.delete() ? DELETE : 0)
            | (event.version() != null ? VERSIONED : 0)
            | (event.ranks().isEmpty() ? 0 : RANKED)
            | (ownSource ? OWN_SOURCE : 0)
            | (part ? PART : 0));
    Fields.writeText(event.entity(), out);
    Fields.writeText(event.id(), out);
    Fields.writeText(event.type(), out);
    if (event.version() != null) {
      PlaceFormat.writeVersion(event.version(), out);
    }
    out.writeLong(event.timeMillis());
    out.writeLong(event.contentHash());
    if (!event.ranks().isEmpty()) {
      Fields.writeList(event.ranks(), Fields::writeDifference, out);
    }
    writeRaw(raw, out);
    if (ownSource) {
      Fields.writeText(event.source(), out);
    }
    writeData(event.data(), part ? raw.value() : null, out);
  }

  /**
   * About how many bytes an event takes when it is written: one without a value still has its ids,
   * and headers may be large.
   */
  static long bytesWritten(Event event) {
    Raw raw = event.raw();
    long bytes = FIXED_BYTES + 10L * event.ranks().size();
    bytes += event.entity().length() + event.id().length() + event.source().length();
    bytes += event.type().length() + raw.origin().topic().length();
    bytes += bytesOf(raw.value()) + bytesOf(raw.key());
    for (Header header : raw.headers()) {
      bytes += header.name().length() + bytesOf(header.value()) + 4;
    }
    boolean part = raw.value() != null && raw.value().contains(event.data());
    return part ? bytes : bytes + event.data().length();
  }

  private static long bytesOf(@Nullable Bytes bytes) {
    return bytes == null ? 0 : bytes.length();
  }

  static Event read(FrameReader in) throws IOException {
    int flags = in.readByte();
    String entity = Fields.readText(in);
    String id = Fields.readText(in);
    String type = Fields.readName(in);
    Version version = (flags & VERSIONED) == 0 ? null : PlaceFormat.readVersion(in);
    long timeMillis = in.readLong();
    long contentHash = in.readLong();
    List<Long> ranks =
        (flags & RANKED) == 0 ? List.of() : Fields.readList(Fields::readDifference, in);
    Raw raw = readRaw(in);
    String source = (flags & OWN_SOURCE) == 0 ? raw.origin().topic() : Fields.readName(in);
    Bytes data = readData((flags & PART) != 0, raw.value(), in);
    return new Event(
        entity,
        id,
        source,
        type,
        version,
        timeMillis,
        ranks,
        (flags & DELETE) != 0,
        contentHash,
        data,
        raw);
  }

  /** Data that are a part of a value are written as where they are in it. */
  private static void writeData(Bytes data, @Nullable Bytes whole, FrameWriter out) {
    if (whole == null) {
      Fields.writeBytes(data, out);
    } else {
      out.writeCount(data.offset() - whole.offset());
      out.writeCount(data.length());
    }
  }

  private static Bytes readData(boolean part, @Nullable Bytes value, FrameReader in)
      throws IOException {
    if (!part) {
      return Fields.readBytes(in);
    }
    if (value == null) {
      throw new IOException("data that are a part of no value");
    }
    return value.slice(Fields.readSize(in), Fields.readSize(in));
  }

  static void writeRaw(Raw raw, FrameWriter out) {
    out.writeByte(
        (raw.value() != null ? VALUED : 0)
            | (raw.key() != null ? KEYED : 0)
            | (raw.headers().isEmpty() ? 0 : HEADED));
    if (raw.value() != null) {
      Fields.writeBytes(raw.value(), out);
    }
    if (raw.key() != null) {
      Fields.writeBytes(raw.key(), out);
    }
    if (!raw.headers().isEmpty()) {
      Fields.writeList(raw.headers(), EventFormat::writeHeader, out);
    }
    writeOrigin(raw.origin(), out);
  }

  static Raw readRaw(FrameReader in) throws IOException {
    int flags = in.readByte();
    return new Raw(
        (flags & VALUED) == 0 ? null : Fields.readBytes(in),
        (flags & KEYED) == 0 ? null : Fields.readBytes(in),
        (flags & HEADED) == 0 ? List.of() : Fields.readList(EventFormat::readHeader, in),
        readOrigin(in));
  }

  private static void writeHeader(Header header, FrameWriter out) {
    Fields.writeText(header.name(), out);
    Fields.writeOptional(header.value(), Fields::writeBytes, out);
  }

  private static Header readHeader(FrameReader in) throws IOException {
    return new Header(Fields.readName(in), Fields.readOptional(Fields::readBytes, in));
  }

  static void writeOrigin(Origin origin, FrameWriter out) {
    Fields.writeText(origin.topic(), out);
    Fields.writeDifference(origin.partition(), out);
    Fields.writeDifference(origin.offset(), out);
  }

  static Origin readOrigin(FrameReader in) throws IOException {
    return new Origin(
        Fields.readName(in), Math.toIntExact(Fields.readDifference(in)), Fields.readDifference(in));
  }
}
