package dev.lockstep.state;

import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;

/** How outputs are written between operators; enums by name, so that they may be added to. */
final class OutputFormat {
  private OutputFormat() {}

  private static final int CHANGE = 1;
  private static final int CLEARED = 2;

  static void writeStateChange(StateChange change, FrameWriter out) {
    if (change instanceof Change applied) {
      out.writeByte(CHANGE);
      writeChange(applied, out);
    } else if (change instanceof Cleared cleared) {
      out.writeByte(CLEARED);
      Fields.writeText(cleared.entity(), out);
      writeReceipt(cleared.receipt(), out);
    } else {
      throw new AssertionError(change);
    }
  }

  static StateChange readStateChange(FrameReader in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case CHANGE -> readChange(in);
      case CLEARED -> new Cleared(Fields.readText(in), readReceipt(in));
      default -> throw new IOException("a change of unknown kind " + kind);
    };
  }

  private static void writeReceipt(Receipt receipt, FrameWriter out) {
    Fields.writeCount(receipt.sequence(), out);
    Fields.writeOptional(receipt.previousVersion(), PlaceFormat::writeVersion, out);
    out.writeLong(receipt.chain());
  }

  private static Receipt readReceipt(FrameReader in) throws IOException {
    return new Receipt(
        Fields.readCount(in), Fields.readOptional(PlaceFormat::readVersion, in), in.readLong());
  }

  private static void writeChange(Change change, FrameWriter out) {
    EventFormat.write(change.event(), out);
    writeReceipt(change.receipt(), out);
    Fields.writeOptional(change.state(), Fields::writeBytes, out);
  }

  private static Change readChange(FrameReader in) throws IOException {
    return new Change(
        EventFormat.read(in), readReceipt(in), Fields.readOptional(Fields::readBytes, in));
  }

  static void writeRuling(Ruling ruling, FrameWriter out) {
    Fields.writeOptional(ruling.entity(), Fields::writeText, out);
    Fields.writeOptional(ruling.id(), Fields::writeText, out);
    Fields.writeOptional(ruling.version(), PlaceFormat::writeVersion, out);
    Fields.writeText(ruling.verdict().name(), out);
    Fields.writeText(ruling.reason().name(), out);
    Fields.writeText(ruling.detail(), out);
    EventFormat.writeOrigin(ruling.origin(), out);
  }

  static Ruling readRuling(FrameReader in) throws IOException {
    return new Ruling(
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Verdict.valueOf(Fields.readText(in)),
        Reason.valueOf(Fields.readText(in)),
        Fields.readText(in),
        EventFormat.readOrigin(in));
  }

  static void writeIncident(Incident incident, FrameWriter out) {
    Fields.writeText(incident.kind().name(), out);
    Fields.writeText(incident.entity(), out);
    Fields.writeOptional(incident.from(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(incident.to(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(incident.origin(), EventFormat::writeOrigin, out);
    Fields.writeText(incident.detail(), out);
    out.writeLong(incident.watermark());
    FactsFormat.write(incident.facts(), out);
  }

  static Incident readIncident(FrameReader in) throws IOException {
    return new Incident(
        Incident.Kind.valueOf(Fields.readText(in)),
        Fields.readText(in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(EventFormat::readOrigin, in),
        Fields.readText(in),
        in.readLong(),
        FactsFormat.read(in));
  }
}
