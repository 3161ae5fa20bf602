package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How events and raw records are written; data that are a part of the value are written once. */
final class EventFormat {
  /** What the fields of fixed length and the lengths of the others take. */
  private static final int FIXED_BYTES = 80;

  private EventFormat() {}

  static void write(Event event, DataOutputView out) throws IOException {
    Fields.writeText(event.entity(), out);
    Fields.writeText(event.id(), out);
    Fields.writeText(event.source(), out);
    Fields.writeText(event.type(), out);
    Fields.writeOptional(event.version(), PlaceFormat::writeVersion, out);
    out.writeLong(event.timeMillis());
    Fields.writeList(event.ranks(), (rank, to) -> to.writeLong(rank), out);
    out.writeBoolean(event.delete());
    out.writeLong(event.contentHash());
    writeRaw(event.raw(), out);
    writeData(event.data(), event.raw().value(), out);
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
    boolean part = raw.value() != null && event.data().sharesArrayWith(raw.value());
    return part ? bytes : bytes + event.data().length();
  }

  private static long bytesOf(@Nullable Bytes bytes) {
    return bytes == null ? 0 : bytes.length();
  }

  static Event read(DataInputView in) throws IOException {
    String entity = Fields.readText(in);
    String id = Fields.readText(in);
    String source = Fields.readText(in);
    String type = Fields.readText(in);
    var version = Fields.readOptional(PlaceFormat::readVersion, in);
    long timeMillis = in.readLong();
    var ranks = Fields.readList(DataInputView::readLong, in);
    boolean delete = in.readBoolean();
    long contentHash = in.readLong();
    Raw raw = readRaw(in);
    Bytes data = readData(raw.value(), in);
    return new Event(
        entity, id, source, type, version, timeMillis, ranks, delete, contentHash, data, raw);
  }

  private static void writeData(Bytes data, @Nullable Bytes value, DataOutputView out)
      throws IOException {
    boolean part = value != null && data.sharesArrayWith(value);
    out.writeBoolean(part);
    if (value != null && part) {
      Fields.writeCount(data.offset() - value.offset(), out);
      Fields.writeCount(data.length(), out);
    } else {
      Fields.writeBytes(data, out);
    }
  }

  private static Bytes readData(@Nullable Bytes value, DataInputView in) throws IOException {
    boolean part = in.readBoolean();
    if (!part) {
      return Fields.readBytes(in);
    }
    if (value == null) {
      throw new IOException("data that are a part of no value");
    }
    return value.slice(Fields.readSize(in), Fields.readSize(in));
  }

  static void writeRaw(Raw raw, DataOutputView out) throws IOException {
    Fields.writeOptional(raw.value(), Fields::writeBytes, out);
    Fields.writeOptional(raw.key(), Fields::writeBytes, out);
    Fields.writeList(raw.headers(), EventFormat::writeHeader, out);
    writeOrigin(raw.origin(), out);
  }

  static Raw readRaw(DataInputView in) throws IOException {
    return new Raw(
        Fields.readOptional(Fields::readBytes, in),
        Fields.readOptional(Fields::readBytes, in),
        Fields.readList(EventFormat::readHeader, in),
        readOrigin(in));
  }

  private static void writeHeader(Header header, DataOutputView out) throws IOException {
    Fields.writeText(header.name(), out);
    Fields.writeOptional(header.value(), Fields::writeBytes, out);
  }

  private static Header readHeader(DataInputView in) throws IOException {
    return new Header(Fields.readText(in), Fields.readOptional(Fields::readBytes, in));
  }

  static void writeOrigin(Origin origin, DataOutputView out) throws IOException {
    Fields.writeText(origin.topic(), out);
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
  }

  static Origin readOrigin(DataInputView in) throws IOException {
    return new Origin(Fields.readText(in), in.readInt(), in.readLong());
  }
}
