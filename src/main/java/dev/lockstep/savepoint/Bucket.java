package dev.lockstep.savepoint;

import dev.lockstep.event.Bytes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file of entities; it is gone when it is closed, or when the process ends. */
final class Bucket implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 15;

  private final FileChannel file;
  private final DataOutputStream out;

  Bucket(Path folder) throws IOException {
    file =
        FileChannel.open(
            Files.createTempFile(folder, ".dump-", ""),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    out =
        new DataOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES));
  }

  /**
   * An entity.
   *
   * @param line where the dump tells of it
   * @param value as a savepoint holds it
   */
  record Entry(long line, String entity, Bytes value) {}

  void add(Entry entry) throws IOException {
    out.writeLong(entry.line());
    write(Bytes.of(entry.entity().getBytes(StandardCharsets.UTF_8)));
    write(entry.value());
  }

  private void write(Bytes bytes) throws IOException {
    out.writeInt(bytes.length());
    out.write(bytes.array(), bytes.offset(), bytes.length());
  }

  /** All entries in the order in which they came; nothing is added any more. */
  Cursor read() throws IOException {
    out.flush();
    file.position(0);
    return new Cursor(Channels.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** One entry after another. */
  static final class Cursor {
    static final Cursor EMPTY = new Cursor(InputStream.nullInputStream());

    private final DataInputStream in;

    Cursor(InputStream in) {
      this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    }

    /** The next one, null after the last. */
    @Nullable Entry next() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return null;
      }
      in.reset();
      return new Entry(
          in.readLong(), new String(bytes(), StandardCharsets.UTF_8), Bytes.of(bytes()));
    }

    private byte[] bytes() throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return bytes;
    }
  }
}
