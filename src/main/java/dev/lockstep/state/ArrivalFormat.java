package dev.lockstep.state;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.UnreadableControl;
import java.io.IOException;

/** How decoded records and arrivals are written between operators. */
final class ArrivalFormat {
  private static final int EVENT = 1;
  private static final int MARKER = 2;
  private static final int ANALYTICS = 3;
  private static final int UNDECODABLE = 4;
  private static final int CONTROL = 5;
  private static final int UNREADABLE_CONTROL = 6;

  private ArrivalFormat() {}

  static void write(Arrival arrival, FrameWriter out) {
    if (arrival instanceof Event event) {
      out.writeByte(EVENT);
      EventFormat.write(event, out);
    } else if (arrival instanceof PlaceMarker marker) {
      out.writeByte(MARKER);
      writeMarker(marker, out);
    } else if (arrival instanceof ControlEvent control) {
      out.writeByte(CONTROL);
      ControlFormat.write(control, out);
    } else {
      throw new AssertionError(arrival);
    }
  }

  static Arrival read(FrameReader in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case EVENT -> EventFormat.read(in);
      case MARKER -> readMarker(in);
      case CONTROL -> ControlFormat.read(in);
      default -> throw new IOException("an arrival of unknown kind " + kind);
    };
  }

  static void writeDecoded(Decoded decoded, FrameWriter out) {
    if (decoded instanceof Event event) {
      out.writeByte(EVENT);
      EventFormat.write(event, out);
    } else if (decoded instanceof AnalyticsEvent analytics) {
      out.writeByte(ANALYTICS);
      Fields.writeText(analytics.type(), out);
      Fields.writeOptional(analytics.marker(), ArrivalFormat::writeMarker, out);
      EventFormat.writeRaw(analytics.raw(), out);
    } else if (decoded instanceof Undecodable undecodable) {
      out.writeByte(UNDECODABLE);
      writeUndecodable(undecodable, out);
    } else if (decoded instanceof ControlEvent control) {
      out.writeByte(CONTROL);
      ControlFormat.write(control, out);
    } else if (decoded instanceof UnreadableControl control) {
      out.writeByte(UNREADABLE_CONTROL);
      ControlFormat.writeUnreadable(control, out);
    } else {
      throw new AssertionError(decoded);
    }
  }

  static Decoded readDecoded(FrameReader in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case EVENT -> EventFormat.read(in);
      case ANALYTICS ->
          new AnalyticsEvent(
              Fields.readText(in),
              Fields.readOptional(ArrivalFormat::readMarker, in),
              EventFormat.readRaw(in));
      case UNDECODABLE -> readUndecodable(in);
      case CONTROL -> ControlFormat.read(in);
      case UNREADABLE_CONTROL -> ControlFormat.readUnreadable(in);
      default -> throw new IOException("a record of unknown kind " + kind);
    };
  }

  private static void writeMarker(PlaceMarker marker, FrameWriter out) {
    Fields.writeText(marker.entity(), out);
    PlaceFormat.write(marker.version(), out);
    PlaceFormat.writeIdentity(marker.identity(), out);
    EventFormat.writeOrigin(marker.origin(), out);
  }

  private static PlaceMarker readMarker(FrameReader in) throws IOException {
    return new PlaceMarker(
        Fields.readText(in),
        PlaceFormat.readVersion(in),
        PlaceFormat.readIdentity(in),
        EventFormat.readOrigin(in));
  }

  private static void writeUndecodable(Undecodable undecodable, FrameWriter out) {
    Fields.writeText(undecodable.flaw().name(), out);
    Fields.writeText(undecodable.detail(), out);
    Fields.writeOptional(undecodable.entity(), Fields::writeText, out);
    Fields.writeOptional(undecodable.id(), Fields::writeText, out);
    EventFormat.writeRaw(undecodable.raw(), out);
  }

  private static Undecodable readUndecodable(FrameReader in) throws IOException {
    return new Undecodable(
        Flaw.valueOf(Fields.readText(in)),
        Fields.readText(in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        EventFormat.readRaw(in));
  }
}
