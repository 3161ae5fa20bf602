package dev.lockstep.state;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.UnreadableControl;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How control events are written between operators; enums by name. */
final class ControlFormat {
  private ControlFormat() {}

  static void write(ControlEvent control, DataOutputView out) throws IOException {
    Fields.writeText(control.entity(), out);
    Fields.writeText(control.id(), out);
    Fields.writeText(control.verb().name(), out);
    Fields.writeOptional(control.culprit(), Fields::writeText, out);
    Fields.writeOptional(control.culpritAt(), Fields::writeText, out);
    Fields.writeOptional(control.version(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(control.corrected(), EventFormat::write, out);
    Fields.writeText(control.by(), out);
    out.writeLong(control.atMillis());
    Fields.writeText(control.why(), out);
    EventFormat.writeRaw(control.raw(), out);
  }

  static ControlEvent read(DataInputView in) throws IOException {
    return new ControlEvent(
        Fields.readText(in),
        Fields.readText(in),
        Verb.valueOf(Fields.readText(in)),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(EventFormat::read, in),
        Fields.readText(in),
        in.readLong(),
        Fields.readText(in),
        EventFormat.readRaw(in));
  }

  static void writeUnreadable(UnreadableControl control, DataOutputView out) throws IOException {
    Fields.writeOptional(control.entity(), Fields::writeText, out);
    Fields.writeOptional(control.id(), Fields::writeText, out);
    Fields.writeText(control.detail(), out);
    EventFormat.writeRaw(control.raw(), out);
  }

  static UnreadableControl readUnreadable(DataInputView in) throws IOException {
    return new UnreadableControl(
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readText(in),
        EventFormat.readRaw(in));
  }
}
