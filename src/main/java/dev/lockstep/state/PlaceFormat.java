package dev.lockstep.state;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How places, versions and identities are written. */
final class PlaceFormat {
  private static final int SINGLE = 1;
  private static final int PAIR = 2;
  private static final int TEXT = 3;
  private static final int TIME = 4;

  private PlaceFormat() {}

  static void write(Place place, DataOutputView out) throws IOException {
    if (place instanceof Version.Single single) {
      out.writeByte(SINGLE);
      out.writeLong(single.number());
    } else if (place instanceof Version.Pair pair) {
      out.writeByte(PAIR);
      out.writeLong(pair.epoch());
      out.writeLong(pair.number());
    } else if (place instanceof Version.Text text) {
      out.writeByte(TEXT);
      Fields.writeText(text.text(), out);
    } else if (place instanceof TimePlace time) {
      out.writeByte(TIME);
      out.writeLong(time.timeMillis());
      Fields.writeList(time.ranks(), (rank, to) -> to.writeLong(rank), out);
      Fields.writeText(time.id(), out);
      Fields.writeText(time.source(), out);
    } else {
      throw new AssertionError(place);
    }
  }

  static Place read(DataInputView in) throws IOException {
    int form = in.readByte();
    return switch (form) {
      case SINGLE -> new Version.Single(in.readLong());
      case PAIR -> new Version.Pair(in.readLong(), in.readLong());
      case TEXT -> new Version.Text(Fields.readText(in));
      case TIME ->
          new TimePlace(
              in.readLong(),
              Fields.readList(DataInputView::readLong, in),
              Fields.readText(in),
              Fields.readText(in));
      default -> throw new IOException("a place of unknown form " + form);
    };
  }

  static void writeVersion(Version version, DataOutputView out) throws IOException {
    write(version, out);
  }

  static Version readVersion(DataInputView in) throws IOException {
    return (Version) read(in);
  }

  static void writeIdentity(Identity identity, DataOutputView out) throws IOException {
    Fields.writeOptional(identity.version(), PlaceFormat::writeVersion, out);
    out.writeLong(identity.idHash());
    out.writeInt(identity.sourceHash());
    out.writeLong(identity.contentHash());
    out.writeLong(identity.timeMillis());
  }

  static Identity readIdentity(DataInputView in) throws IOException {
    return new Identity(
        Fields.readOptional(PlaceFormat::readVersion, in),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readLong());
  }
}
