package dev.lockstep.savepoint;

import dev.lockstep.codec.KeptLine;
import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Entity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes the entities of a savepoint as JSON, one on each line. */
public final class Export {
  private Export() {}

  /** Writes them as they are read; returns how many there were. */
  public static long write(Savepoint savepoint, OutputStream out, Savepoint.Progress progress)
      throws IOException {
    long[] lines = new long[1];
    try {
      savepoint.read(
          kept -> {
            write(line(kept), out);
            lines[0]++;
          },
          progress);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    return lines[0];
  }

  /** One entity as JSON. */
  public static Bytes line(Kept kept) {
    Entity entity = kept.stored().entity();
    return KeptLine.of(kept.entity(), entity, OpenGaps.of(entity));
  }

  private static void write(Bytes line, OutputStream out) {
    try {
      out.write(line.array(), line.offset(), line.length());
      out.write('\n');
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
