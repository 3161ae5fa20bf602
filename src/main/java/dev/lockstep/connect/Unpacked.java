package dev.lockstep.connect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Streams as they were before they were packed: gzip is known by its first bytes, not its name. */
final class Unpacked {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_BYTE = 0x1F;
  private static final int SECOND_BYTE = 0x8B;

  private Unpacked() {}

  static InputStream of(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
    in.mark(2);
    boolean packed = in.read() == FIRST_BYTE && in.read() == SECOND_BYTE;
    in.reset();
    return packed ? new GZIPInputStream(in, BUFFER_BYTES) : in;
  }
}
