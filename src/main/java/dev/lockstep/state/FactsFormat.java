package dev.lockstep.state;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Portrait;
import dev.lockstep.reconcile.Quarantined;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How what operators are shown is written between operators. */
final class FactsFormat {
  private FactsFormat() {}

  static void write(Facts facts, DataOutputView out) throws IOException {
    Fields.writeOptional(facts.culprit(), Fields::writeText, out);
    Fields.writeOptional(facts.rule(), Fields::writeText, out);
    Fields.writeOptional(facts.deadlineMillis(), (millis, to) -> to.writeLong(millis), out);
    Fields.writeOptional(facts.act(), QuarantineFormat::writeAct, out);
    Fields.writeOptional(facts.controlId(), Fields::writeText, out);
    Fields.writeOptional(facts.portrait(), FactsFormat::writePortrait, out);
  }

  static Facts read(DataInputView in) throws IOException {
    return new Facts(
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(DataInputView::readLong, in),
        Fields.readOptional(QuarantineFormat::readAct, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(FactsFormat::readPortrait, in));
  }

  private static void writePortrait(Portrait portrait, DataOutputView out) throws IOException {
    Fields.writeOptional(portrait.settled(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(portrait.lastApplied(), PlaceFormat::writeVersion, out);
    Fields.writeCount(portrait.sequence(), out);
    out.writeLong(portrait.chain());
    out.writeLong(portrait.timeMillis());
    out.writeBoolean(portrait.deleted());
    Fields.writeOptional(portrait.stage(), Fields::writeText, out);
    Fields.writeOptional(portrait.state(), Fields::writeBytes, out);
    Fields.writeList(portrait.held(), PlaceFormat::write, out);
    Fields.writeOptional(portrait.gap(), EntityFormat::writeGap, out);
    Fields.writeOptional(portrait.deadlineMillis(), (millis, to) -> to.writeLong(millis), out);
    Fields.writeOptional(portrait.quarantine(), QuarantineFormat::write, out);
    Fields.writeText(portrait.name(), out);
    Fields.writeList(portrait.acts().acts(), QuarantineFormat::writeAct, out);
  }

  private static Portrait readPortrait(DataInputView in) throws IOException {
    return new Portrait(
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readCount(in),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readBytes, in),
        Fields.readList(PlaceFormat::read, in),
        Fields.readOptional(EntityFormat::readGap, in),
        Fields.readOptional(DataInputView::readLong, in),
        Fields.readOptional(QuarantineFormat::read, in),
        Fields.readText(in),
        new Acts(Fields.readList(QuarantineFormat::readAct, in)));
  }

  static void writeQuarantined(Quarantined notice, DataOutputView out) throws IOException {
    Fields.writeText(notice.entity(), out);
    Fields.writeOptional(notice.quarantine(), QuarantineFormat::write, out);
    Fields.writeText(notice.name(), out);
    Fields.writeOptional(notice.culprit(), EventFormat::write, out);
    Fields.writeCount(notice.held(), out);
    Fields.writeOptional(notice.settled(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(notice.stage(), Fields::writeText, out);
    Fields.writeOptional(notice.state(), Fields::writeBytes, out);
  }

  static Quarantined readQuarantined(DataInputView in) throws IOException {
    String entity = Fields.readText(in);
    var quarantine = Fields.readOptional(QuarantineFormat::read, in);
    String name = Fields.readText(in);
    Event culprit = Fields.readOptional(EventFormat::read, in);
    return new Quarantined(
        entity,
        quarantine,
        name,
        culprit,
        Fields.readSize(in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(Fields::readText, in),
        Fields.readOptional(Fields::readBytes, in));
  }
}
