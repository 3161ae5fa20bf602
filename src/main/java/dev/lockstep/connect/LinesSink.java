package dev.lockstep.connect;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Appends one line per value to a file of this process.
 *
 * <p>Subtasks write to the one file, each a block of whole lines at a time, so the lines of one
 * subtask, and so of one entity, keep their order. For runs in one process that are not resumed.
 */
public final class LinesSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final Encoder<T> encoder;

  /** Writes a value as a line. */
  @FunctionalInterface
  public interface Encoder<T> extends Serializable {
    /** The line, without its end; null for what has none. */
    @Nullable Bytes encode(T value);
  }

  /** A sink that appends to this file, made if it is missing. */
  public LinesSink(Path file, Encoder<T> encoder) {
    this.file = file.toString();
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer<>(Path.of(file), encoder);
  }

  /** One subtask's end of the file. */
  static final class Writer<T> implements SinkWriter<T> {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final Object ONE_AT_A_TIME = new Object();

    private final FileChannel channel;
    private final Encoder<T> encoder;
    private ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

    Writer(Path file, Encoder<T> encoder) throws IOException {
      this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      this.encoder = encoder;
    }

    @Override
    public void write(T value, Context context) throws IOException {
      Bytes line = encoder.encode(value);
      if (line == null) {
        return;
      }
      room(line.length() + 1);
      block.put(line.array(), line.offset(), line.length()).put((byte) '\n');
    }

    private void room(int bytes) throws IOException {
      if (bytes > block.remaining()) {
        flush(false);
      }
      if (bytes > block.capacity()) {
        block = ByteBuffer.allocate(bytes);
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      block.flip();
      try {
        synchronized (ONE_AT_A_TIME) {
          while (block.hasRemaining()) {
            channel.write(block);
          }
        }
      } finally {
        block.clear(); // what could not be written is not tried again when the writer is closed
      }
    }

    @Override
    public void close() throws IOException {
      flush(true);
      channel.close();
    }
  }
}
