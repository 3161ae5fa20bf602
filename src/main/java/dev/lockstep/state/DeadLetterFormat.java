package dev.lockstep.state;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;

/** How dead letters are written between operators; enums by name, so that they may be added to. */
final class DeadLetterFormat {
  private DeadLetterFormat() {}

  static void write(DeadLetter letter, FrameWriter out) {
    EventFormat.writeRaw(letter.raw(), out);
    Fields.writeOptional(letter.entity(), Fields::writeText, out);
    Fields.writeOptional(letter.id(), Fields::writeText, out);
    Fields.writeOptional(letter.type(), Fields::writeText, out);
    Fields.writeOptional(letter.version(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(letter.timeMillis(), (millis, to) -> to.writeLong(millis), out);
    Fields.writeText(letter.verdict().name(), out);
    Fields.writeText(letter.reason().name(), out);
    Fields.writeText(letter.rule(), out);
    Fields.writeText(letter.detail(), out);
    Fields.writeOptional(letter.stateSeen(), Fields::writeBytes, out);
    Fields.writeOptional(letter.settled(), PlaceFormat::writeVersion, out);
    out.writeLong(letter.setAsideMillis());
    out.writeBoolean(letter.redacted());
  }

  static DeadLetter read(FrameReader in) throws IOException {
    return new DeadLetter(
        EventFormat.readRaw(in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(FrameReader::readLong, in),
        Verdict.valueOf(Fields.readText(in)),
        Reason.valueOf(Fields.readText(in)),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readOptional(Fields::readBytes, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        in.readLong(),
        in.readBoolean());
  }
}
