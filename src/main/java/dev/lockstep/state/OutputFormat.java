package dev.lockstep.state;

import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How outputs are written between operators; enums by name, so that they may be added to. */
final class OutputFormat {
  private OutputFormat() {}

  static void writeChange(Change change, DataOutputView out) throws IOException {
    EventFormat.write(change.event(), out);
    Fields.writeCount(change.receipt().sequence(), out);
    Fields.writeOptional(change.receipt().previousVersion(), PlaceFormat::writeVersion, out);
    out.writeLong(change.receipt().chain());
    Fields.writeOptional(change.state(), Fields::writeBytes, out);
  }

  static Change readChange(DataInputView in) throws IOException {
    return new Change(
        EventFormat.read(in),
        new Receipt(
            Fields.readCount(in), Fields.readOptional(PlaceFormat::readVersion, in), in.readLong()),
        Fields.readOptional(Fields::readBytes, in));
  }

  static void writeRuling(Ruling ruling, DataOutputView out) throws IOException {
    Fields.writeOptional(ruling.entity(), Fields::writeText, out);
    Fields.writeOptional(ruling.id(), Fields::writeText, out);
    Fields.writeOptional(ruling.version(), PlaceFormat::writeVersion, out);
    Fields.writeText(ruling.verdict().name(), out);
    Fields.writeText(ruling.reason().name(), out);
    Fields.writeText(ruling.detail(), out);
    EventFormat.writeOrigin(ruling.origin(), out);
  }

  static Ruling readRuling(DataInputView in) throws IOException {
    return new Ruling(
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Verdict.valueOf(Fields.readText(in)),
        Reason.valueOf(Fields.readText(in)),
        Fields.readText(in),
        EventFormat.readOrigin(in));
  }

  static void writeIncident(Incident incident, DataOutputView out) throws IOException {
    Fields.writeText(incident.kind().name(), out);
    Fields.writeText(incident.entity(), out);
    Fields.writeOptional(incident.from(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(incident.to(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(incident.origin(), EventFormat::writeOrigin, out);
    Fields.writeText(incident.detail(), out);
    out.writeLong(incident.watermark());
  }

  static Incident readIncident(DataInputView in) throws IOException {
    return new Incident(
        Incident.Kind.valueOf(Fields.readText(in)),
        Fields.readText(in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(EventFormat::readOrigin, in),
        Fields.readText(in),
        in.readLong());
  }
}
