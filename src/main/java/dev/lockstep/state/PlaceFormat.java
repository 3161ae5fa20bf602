package dev.lockstep.state;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import java.io.IOException;

/** How places, versions and identities are written. */
final class PlaceFormat {
  private static final int SINGLE = 1;
  private static final int PAIR = 2;
  private static final int TEXT = 3;
  private static final int TIME = 4;

  private PlaceFormat() {}

  static void write(Place place, FrameWriter out) {
    if (place instanceof Version.Single single) {
      out.writeByte(SINGLE);
      Fields.writeDifference(single.number(), out);
    } else if (place instanceof Version.Pair pair) {
      out.writeByte(PAIR);
      Fields.writeDifference(pair.epoch(), out);
      Fields.writeDifference(pair.number(), out);
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

  static Place read(FrameReader in) throws IOException {
    int form = in.readByte();
    return switch (form) {
      case SINGLE -> new Version.Single(Fields.readDifference(in));
      case PAIR -> new Version.Pair(Fields.readDifference(in), Fields.readDifference(in));
      case TEXT -> new Version.Text(Fields.readText(in));
      case TIME ->
          new TimePlace(
              in.readLong(),
              Fields.readList(FrameReader::readLong, in),
              Fields.readText(in),
              Fields.readText(in));
      default -> throw new IOException("a place of unknown form " + form);
    };
  }

  static void writeVersion(Version version, FrameWriter out) {
    write(version, out);
  }

  static Version readVersion(FrameReader in) throws IOException {
    return (Version) read(in);
  }

  static void writeIdentity(Identity identity, FrameWriter out) {
    Fields.writeOptional(identity.version(), PlaceFormat::writeVersion, out);
    out.writeLong(identity.idHash());
    out.writeInt(identity.sourceHash());
    out.writeLong(identity.contentHash());
    out.writeLong(identity.timeMillis());
  }

  static Identity readIdentity(FrameReader in) throws IOException {
    return new Identity(
        Fields.readOptional(PlaceFormat::readVersion, in),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readLong());
  }
}
