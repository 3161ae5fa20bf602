package dev.lockstep.state;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantine.Culprit;
import dev.lockstep.reconcile.Reason;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a quarantine, and what operators did, is written; enums by name. */
final class QuarantineFormat {
  private QuarantineFormat() {}

  static void write(Quarantine quarantine, DataOutputView out) throws IOException {
    Fields.writeText(quarantine.cause().name(), out);
    Fields.writeText(quarantine.reason().name(), out);
    Fields.writeText(quarantine.rule(), out);
    Fields.writeText(quarantine.detail(), out);
    Fields.writeOptional(quarantine.culprit(), QuarantineFormat::writeCulprit, out);
    Fields.writeOptional(quarantine.gap(), EntityFormat::writeGap, out);
    out.writeLong(quarantine.sinceMillis());
  }

  static Quarantine read(DataInputView in) throws IOException {
    return new Quarantine(
        Cause.valueOf(Fields.readText(in)),
        Reason.valueOf(Fields.readText(in)),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readOptional(QuarantineFormat::readCulprit, in),
        Fields.readOptional(EntityFormat::readGap, in),
        in.readLong());
  }

  private static void writeCulprit(Culprit culprit, DataOutputView out) throws IOException {
    Fields.writeText(culprit.id(), out);
    EntityFormat.writeHeld(culprit.entry(), out);
    EventFormat.writeOrigin(culprit.origin(), out);
  }

  private static Culprit readCulprit(DataInputView in) throws IOException {
    return new Culprit(Fields.readText(in), EntityFormat.readHeld(in), EventFormat.readOrigin(in));
  }

  static void writeAct(Act act, DataOutputView out) throws IOException {
    Fields.writeText(act.id(), out);
    Fields.writeText(act.verb().name(), out);
    Fields.writeText(act.by(), out);
    out.writeLong(act.atMillis());
    Fields.writeText(act.why(), out);
  }

  static Act readAct(DataInputView in) throws IOException {
    return new Act(
        Fields.readText(in),
        Verb.valueOf(Fields.readText(in)),
        Fields.readText(in),
        in.readLong(),
        Fields.readText(in));
  }
}
