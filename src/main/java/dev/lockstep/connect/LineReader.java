package dev.lockstep.connect;

import dev.lockstep.event.Bytes;
import dev.lockstep.json.EightBytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a stream as bytes, in bounded memory: of a line that is longer than the limit
 * only its beginning is kept, one byte more than the limit, so that it is seen to be too long.
 */
final class LineReader implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final InputStream in;
  private final int keepAtMost;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int limit;
  private byte[] line = new byte[1024];
  private int length;

  LineReader(InputStream in, int lineBytesAtMost) {
    this.in = in;
    this.keepAtMost = lineBytesAtMost + 1;
  }

  /** Whether a line says nothing; where lines end with CR and LF, CR is left of an empty one. */
  static boolean isEmpty(Bytes line) {
    return line.length() == 0 || (line.length() == 1 && line.array()[line.offset()] == '\r');
  }

  /** The next line without its end, or null at the end of the stream. */
  @Nullable Bytes next() throws IOException {
    length = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = EightBytes.endOf((byte) '\n', chunk, position, limit);
      if (end < limit && length == 0 && end - position <= keepAtMost) {
        Bytes line = Bytes.of(Arrays.copyOfRange(chunk, position, end));
        position = end + 1;
        return line;
      }
      keep(position, end);
      position = end;
      if (end < limit) {
        position++;
        return Bytes.of(Arrays.copyOf(line, length));
      }
    }
    return any ? Bytes.of(Arrays.copyOf(line, length)) : null;
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = in.read(chunk);
    return limit > 0;
  }

  private void keep(int from, int to) {
    int size = Math.min(to - from, keepAtMost - length);
    if (length + size > line.length) {
      line = Arrays.copyOf(line, Math.max(length + size, line.length * 2));
    }
    System.arraycopy(chunk, from, line, length, size);
    length += size;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
