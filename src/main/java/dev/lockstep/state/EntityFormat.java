package dev.lockstep.state;

import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.Abandoned;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.HeldIndex;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Memory.Seen;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How an entity is written. Every value begins with its format, so that values of old formats are
 * read where they lie and written anew when the entity changes.
 */
final class EntityFormat {
  /** The format that is written. */
  static final int CURRENT = 1;

  private EntityFormat() {}

  static void write(Stored stored, DataOutputView out) throws IOException {
    out.writeByte(CURRENT);
    writeEntity(stored.entity(), out);
    Fields.writeList(stored.inline(), EntityFormat::writeInline, out);
  }

  static Stored read(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != CURRENT) {
      throw new IOException(
          "an entity in format " + format + "; this version reads up to " + CURRENT);
    }
    return new Stored(readEntity(in), Fields.readList(EntityFormat::readInline, in));
  }

  private static void writeEntity(Entity entity, DataOutputView out) throws IOException {
    Fields.writeOptional(entity.settled(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(entity.lastApplied(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(entity.lastReleased(), PlaceFormat::write, out);
    Fields.writeCount(entity.sequence(), out);
    out.writeLong(entity.chain());
    out.writeLong(entity.timeMillis());
    Fields.writeOptional(entity.state(), Fields::writeBytes, out);
    Fields.writeOptional(entity.stage(), Fields::writeText, out);
    out.writeBoolean(entity.deleted());
    Fields.writeList(entity.held().entries(), EntityFormat::writeHeld, out);
    Fields.writeCount(entity.nextSlot(), out);
    Fields.writeList(entity.memory().seen(), EntityFormat::writeSeen, out);
    out.writeLong(entity.memory().crowdedOutMillis());
    Fields.writeList(entity.abandoned().gaps(), EntityFormat::writeGap, out);
    out.writeLong(entity.restartedMillis());
    Fields.writeCount(entity.staleRun().length(), out);
    Fields.writeOptional(entity.staleRun().last(), PlaceFormat::writeVersion, out);
    Fields.writeOptional(entity.quarantine(), QuarantineFormat::write, out);
    Fields.writeList(entity.acts().acts(), QuarantineFormat::writeAct, out);
    out.writeLong(entity.timers().eventTime());
    out.writeLong(entity.timers().processingTime());
  }

  private static Entity readEntity(DataInputView in) throws IOException {
    return new Entity(
        Fields.readOptional(PlaceFormat::readVersion, in),
        Fields.readOptional(PlaceFormat::readVersion, in),
        (TimePlace) Fields.readOptional(PlaceFormat::read, in),
        Fields.readCount(in),
        in.readLong(),
        in.readLong(),
        Fields.readOptional(Fields::readBytes, in),
        Fields.readOptional(Fields::readText, in),
        in.readBoolean(),
        new HeldIndex(Fields.readList(EntityFormat::readHeld, in)),
        Fields.readCount(in),
        new Memory(Fields.readList(EntityFormat::readSeen, in), in.readLong()),
        new Abandoned(Fields.readList(EntityFormat::readGap, in)),
        in.readLong(),
        new StaleRun(Fields.readSize(in), Fields.readOptional(PlaceFormat::readVersion, in)),
        Fields.readOptional(QuarantineFormat::read, in),
        new Acts(Fields.readList(QuarantineFormat::readAct, in)),
        new Timers(in.readLong(), in.readLong()));
  }

  private static void writeSeen(Seen seen, DataOutputView out) throws IOException {
    PlaceFormat.writeIdentity(seen.identity(), out);
    out.writeBoolean(seen.applied());
  }

  private static Seen readSeen(DataInputView in) throws IOException {
    return new Seen(PlaceFormat.readIdentity(in), in.readBoolean());
  }

  static void writeHeld(HeldEntry entry, DataOutputView out) throws IOException {
    PlaceFormat.write(entry.place(), out);
    PlaceFormat.writeIdentity(entry.identity(), out);
    out.writeLong(entry.slot());
    out.writeLong(entry.since().watermark());
    out.writeLong(entry.since().nowMillis());
  }

  static HeldEntry readHeld(DataInputView in) throws IOException {
    return new HeldEntry(
        PlaceFormat.read(in),
        PlaceFormat.readIdentity(in),
        in.readLong(),
        new HeldEntry.Since(in.readLong(), in.readLong()));
  }

  static void writeGap(Gap gap, DataOutputView out) throws IOException {
    PlaceFormat.write(gap.from(), out);
    PlaceFormat.write(gap.to(), out);
  }

  static Gap readGap(DataInputView in) throws IOException {
    return new Gap(PlaceFormat.readVersion(in), PlaceFormat.readVersion(in));
  }

  private static void writeInline(Stored.Inline inline, DataOutputView out) throws IOException {
    out.writeLong(inline.slot());
    EventFormat.write(inline.event(), out);
  }

  private static Stored.Inline readInline(DataInputView in) throws IOException {
    return new Stored.Inline(in.readLong(), EventFormat.read(in));
  }
}
