package dev.lockstep.connect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of each file this process has read so far, for progress bars. */
public final class ReadProgress {
  private static final Map<String, AtomicLong> BYTES = new ConcurrentHashMap<>();

  private ReadProgress() {}

  /** The bytes read of a file, as they lie on disk. */
  public static long bytesRead(String path) {
    AtomicLong bytes = BYTES.get(path);
    return bytes == null ? 0 : bytes.get();
  }

  static InputStream counting(String path, InputStream in) {
    AtomicLong bytes = new AtomicLong();
    BYTES.put(path, bytes);
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        bytes.addAndGet(next < 0 ? 0 : 1);
        return next;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        bytes.addAndGet(Math.max(0, read));
        return read;
      }
    };
  }
}
