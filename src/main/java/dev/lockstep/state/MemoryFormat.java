package dev.lockstep.state;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Memory.Seen;
import java.io.IOException;
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
    Version version = null;
    for (int i = 0; i < memory.size(); i++) {
      Seen seen = memory.get(i);
      Identity identity = seen.identity();
      boolean sameSource = identity.sourceHash() == source;
      boolean next = isNext(identity.version(), version);
      boolean timed = identity.timeMillis() != Long.MIN_VALUE;
      out.writeByte(
          (seen.applied() ? APPLIED : 0)
              | (sameSource ? SAME_SOURCE : 0)
              | (next ? NEXT : 0)
              | (identity.version() != null ? VERSIONED : 0)
              | (timed ? TIMED : 0));
      out.writeLong(identity.idHash());
      out.writeLong(identity.contentHash());
      if (!sameSource) {
        out.writeInt(identity.sourceHash());
      }
      if (!next && identity.version() != null) {
        PlaceFormat.writeVersion(identity.version(), out);
      }
      if (timed) {
        Fields.writeDifference(identity.timeMillis() - timeMillis, out);
        timeMillis = identity.timeMillis();
      }
      source = identity.sourceHash();
      version = identity.version();
    }
    Fields.writeDifference(memory.crowdedOutMillis(), out);
  }

  private static boolean isNext(@Nullable Version version, @Nullable Version previous) {
    return version != null
        && previous != null
        && !(previous instanceof Version.Text)
        && previous.number() != Long.MAX_VALUE
        && version.equals(previous.withNumber(previous.number() + 1));
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
    return memory.build(Fields.readDifference(in));
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
