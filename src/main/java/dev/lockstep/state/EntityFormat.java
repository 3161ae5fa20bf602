package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Abandoned;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.HeldIndex;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Quarantine;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an entity is written: what an entity in order does not have takes no byte. Every value begins
 * with its format, so that values of old formats are read where they lie and written anew when the
 * entity changes.
 */
final class EntityFormat {
  /** The format that is written. */
  static final int CURRENT = 2;

  /** The one before: all that is remembered is in the value. */
  private static final int FIRST = 1;

  private static final int SETTLED = 1;
  private static final int APPLIED_LAST = 2;
  private static final int APPLIED = 4;
  private static final int RELEASED = 8;
  private static final int STATE = 16;
  private static final int STAGE = 32;
  private static final int DELETED = 64;
  private static final int WAITING = 128;
  private static final int MARKED = 256;
  private static final int APART = 512;

  private static final Waiting NOT_WAITING = new Waiting(HeldIndex.EMPTY, 0, Timers.OFF, List.of());
  private static final Marks NO_MARKS =
      new Marks(Abandoned.NONE, Long.MIN_VALUE, StaleRun.NONE, null, Acts.NONE);

  private EntityFormat() {}

  static void write(Stored stored, FrameWriter out) {
    Entity entity = stored.entity();
    int flags = flags(entity, stored);
    out.writeByte(CURRENT);
    out.writeCount(flags);
    writeProgress(entity, flags, out);
    writeState(entity, out);
    MemoryFormat.write(entity.memory(), out);
    if (has(flags, APART)) {
      out.writeCount(stored.apart().events());
      out.writeCount(stored.apart().forgotten());
    }
    if (has(flags, WAITING)) {
      Fields.writeList(entity.held().entries(), EntityFormat::writeHeld, out);
      out.writeCount(entity.nextSlot());
      out.writeLong(entity.timers().eventTime());
      out.writeLong(entity.timers().processingTime());
      Fields.writeList(stored.inline(), EntityFormat::writeInline, out);
    }
    if (has(flags, MARKED)) {
      Fields.writeList(entity.abandoned().gaps(), EntityFormat::writeGap, out);
      out.writeLong(entity.restartedMillis());
      Fields.writeCount(entity.staleRun().length(), out);
      Fields.writeOptional(entity.staleRun().last(), PlaceFormat::writeVersion, out);
      Fields.writeOptional(entity.quarantine(), QuarantineFormat::write, out);
      Fields.writeList(entity.acts().acts(), QuarantineFormat::writeAct, out);
    }
  }

  private static int flags(Entity entity, Stored stored) {
    return flag(entity.settled() != null, SETTLED)
        | flag(Objects.equals(entity.lastApplied(), entity.settled()), APPLIED_LAST)
        | flag(entity.lastApplied() != null, APPLIED)
        | flag(entity.lastReleased() != null, RELEASED)
        | flag(entity.state() != null, STATE)
        | flag(entity.stage() != null, STAGE)
        | flag(entity.deleted(), DELETED)
        | flag(isWaiting(entity) || !stored.inline().isEmpty(), WAITING)
        | flag(isMarked(entity), MARKED)
        | flag(!stored.apart().isNone(), APART);
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  /** Whether it holds anything, ever held anything, or has a timer. */
  private static boolean isWaiting(Entity entity) {
    return entity.nextSlot() != 0
        || !entity.held().isEmpty()
        || !entity.timers().equals(Timers.OFF);
  }

  /** Whether anything out of the ordinary happened to it. */
  private static boolean isMarked(Entity entity) {
    return entity.quarantine() != null
        || entity.restartedMillis() != Long.MIN_VALUE
        || !entity.staleRun().equals(StaleRun.NONE)
        || !entity.abandoned().gaps().isEmpty()
        || !entity.acts().acts().isEmpty();
  }

  static Stored read(FrameReader in) throws IOException {
    int format = in.readByte();
    if (format != CURRENT && format != FIRST) {
      throw new IOException(
          "an entity in format " + format + "; this version reads up to " + CURRENT);
    }
    int flags = Fields.readSize(in);
    Progress progress = readProgress(flags, in);
    Bytes state = has(flags, STATE) ? Fields.readBytes(in).compact() : null;
    String stage = has(flags, STAGE) ? Fields.readName(in) : null;
    Memory memory = MemoryFormat.read(in);
    Apart apart =
        has(flags, APART) ? new Apart(Fields.readSize(in), Fields.readSize(in)) : Apart.NONE;
    Waiting waiting = has(flags, WAITING) ? readWaiting(in) : NOT_WAITING;
    Marks marks = has(flags, MARKED) ? readMarks(in) : NO_MARKS;
    return new Stored(
        new Entity(
            progress.settled,
            progress.lastApplied,
            progress.lastReleased,
            progress.sequence,
            progress.chain,
            progress.timeMillis,
            state,
            stage,
            has(flags, DELETED),
            waiting.held,
            waiting.nextSlot,
            memory,
            marks.abandoned,
            marks.restartedMillis,
            marks.staleRun,
            marks.quarantine,
            marks.acts,
            waiting.timers),
        waiting.inline,
        apart);
  }

  /** How far an entity has come. */
  private record Progress(
      @Nullable Version settled,
      @Nullable Version lastApplied,
      @Nullable TimePlace lastReleased,
      long sequence,
      long chain,
      long timeMillis) {}

  private static void writeProgress(Entity entity, int flags, FrameWriter out) {
    if (entity.settled() != null) {
      PlaceFormat.writeVersion(entity.settled(), out);
    }
    if (entity.lastApplied() != null && !has(flags, APPLIED_LAST)) {
      PlaceFormat.writeVersion(entity.lastApplied(), out);
    }
    if (entity.lastReleased() != null) {
      PlaceFormat.write(entity.lastReleased(), out);
    }
    out.writeCount(entity.sequence());
    out.writeLong(entity.chain());
    Fields.writeDifference(entity.timeMillis(), out);
  }

  private static Progress readProgress(int flags, FrameReader in) throws IOException {
    Version settled = has(flags, SETTLED) ? PlaceFormat.readVersion(in) : null;
    Version lastApplied = has(flags, APPLIED_LAST) ? settled : null;
    if (has(flags, APPLIED) && !has(flags, APPLIED_LAST)) {
      lastApplied = PlaceFormat.readVersion(in);
    }
    return new Progress(
        settled,
        lastApplied,
        has(flags, RELEASED) ? (TimePlace) PlaceFormat.read(in) : null,
        Fields.readCount(in),
        in.readLong(),
        Fields.readDifference(in));
  }

  private static void writeState(Entity entity, FrameWriter out) {
    if (entity.state() != null) {
      Fields.writeBytes(entity.state(), out);
    }
    if (entity.stage() != null) {
      Fields.writeText(entity.stage(), out);
    }
  }

  /** What an entity waits for. */
  private record Waiting(
      HeldIndex held, long nextSlot, Timers timers, List<Stored.Inline> inline) {}

  private static Waiting readWaiting(FrameReader in) throws IOException {
    return new Waiting(
        new HeldIndex(Fields.readList(EntityFormat::readHeld, in)),
        Fields.readCount(in),
        new Timers(in.readLong(), in.readLong()),
        Fields.readList(EntityFormat::readInline, in));
  }

  /** What happens to few entities, and seldom. */
  private record Marks(
      Abandoned abandoned,
      long restartedMillis,
      StaleRun staleRun,
      @Nullable Quarantine quarantine,
      Acts acts) {}

  private static Marks readMarks(FrameReader in) throws IOException {
    return new Marks(
        new Abandoned(Fields.readList(EntityFormat::readGap, in)),
        in.readLong(),
        new StaleRun(Fields.readSize(in), Fields.readOptional(PlaceFormat::readVersion, in)),
        Fields.readOptional(QuarantineFormat::read, in),
        new Acts(Fields.readList(QuarantineFormat::readAct, in)));
  }

  static void writeHeld(HeldEntry entry, FrameWriter out) {
    PlaceFormat.write(entry.place(), out);
    PlaceFormat.writeIdentity(entry.identity(), out);
    out.writeLong(entry.slot());
    out.writeLong(entry.since().watermark());
    out.writeLong(entry.since().nowMillis());
  }

  static HeldEntry readHeld(FrameReader in) throws IOException {
    return new HeldEntry(
        PlaceFormat.read(in),
        PlaceFormat.readIdentity(in),
        in.readLong(),
        new HeldEntry.Since(in.readLong(), in.readLong()));
  }

  static void writeGap(Gap gap, FrameWriter out) {
    PlaceFormat.write(gap.from(), out);
    PlaceFormat.write(gap.to(), out);
  }

  static Gap readGap(FrameReader in) throws IOException {
    return new Gap(PlaceFormat.readVersion(in), PlaceFormat.readVersion(in));
  }

  private static void writeInline(Stored.Inline inline, FrameWriter out) {
    out.writeLong(inline.slot());
    EventFormat.write(inline.event(), out);
  }

  private static Stored.Inline readInline(FrameReader in) throws IOException {
    return new Stored.Inline(in.readLong(), EventFormat.read(in));
  }
}
