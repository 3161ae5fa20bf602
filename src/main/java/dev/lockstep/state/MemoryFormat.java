package dev.lockstep.state;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Memory;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the events that an entity recognises are written: their hashes whole, and of the rest what is
 * different from the event before.
 */
final class MemoryFormat {
  private static final int APPLIED = 1;
  private static final int SAME_SOURCE = 2;
  private static final int NEXT = 4;
  private static final int VERSIONED = 8;
  private static final int TIMED = 16;

  private MemoryFormat() {}

  static void write(Memory memory, FrameWriter out) {
    out.writeCount(memory.size());
    int source = 0;
    long timeMillis = 0;
    for (int i = 0; i < memory.size(); i++) {
      int flags = flags(memory, i, source);
      out.writeByte(flags);
      out.writeLong(memory.idHash(i));
      out.writeLong(memory.contentHash(i));
      if ((flags & SAME_SOURCE) == 0) {
        source = memory.sourceHash(i);
        out.writeInt(source);
      }
      if ((flags & (NEXT | VERSIONED)) == VERSIONED) {
        Version version = memory.get(i).identity().version();
        PlaceFormat.writeVersion(Objects.requireNonNull(version), out);
      }
      if ((flags & TIMED) != 0) {
        Fields.writeDifference(memory.timeMillis(i) - timeMillis, out);
        timeMillis = memory.timeMillis(i);
      }
    }
    boolean crowded = memory.crowdedOutMillis() != Long.MIN_VALUE;
    out.writeBoolean(crowded);
    if (crowded) {
      Fields.writeDifference(memory.crowdedOutMillis(), out);
    }
  }

  private static int flags(Memory memory, int index, int source) {
    return (memory.isApplied(index) ? APPLIED : 0)
        | (memory.sourceHash(index) == source ? SAME_SOURCE : 0)
        | (memory.isNext(index) ? NEXT : 0)
        | (memory.isVersioned(index) ? VERSIONED : 0)
        | (memory.timeMillis(index) != Long.MIN_VALUE ? TIMED : 0);
  }

  static Memory read(FrameReader in) throws IOException {
    int size = Fields.readSize(in);
    Memory.Builder memory = new Memory.Builder(Math.min(size, in.left()));
    Identity previous = new Identity(null, 0, 0, 0, 0);
    long timeMillis = 0;
    for (int i = 0; i < size; i++) {
      int flags = in.readByte();
      long idHash = in.readLong();
      long contentHash = in.readLong();
      int source = (flags & SAME_SOURCE) == 0 ? in.readInt() : previous.sourceHash();
      Version version = version(flags, previous.version(), in);
      boolean timed = (flags & TIMED) != 0;
      timeMillis = timed ? timeMillis + Fields.readDifference(in) : timeMillis;
      previous =
          new Identity(version, idHash, source, contentHash, timed ? timeMillis : Long.MIN_VALUE);
      memory.add(previous, (flags & APPLIED) != 0);
    }
    return memory.build(in.readBoolean() ? Fields.readDifference(in) : Long.MIN_VALUE);
  }

  private static @Nullable Version version(int flags, @Nullable Version previous, FrameReader in)
      throws IOException {
    if ((flags & VERSIONED) == 0) {
      return null;
    }
    if ((flags & NEXT) == 0) {
      return PlaceFormat.readVersion(in);
    }
    if (previous == null) {
      throw new IOException("a version after none");
    }
    return previous.withNumber(previous.number() + 1);
  }
}
