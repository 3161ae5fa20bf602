package dev.lockstep.bench.operator;

import dev.lockstep.connect.LinesSink.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes lines as a job does, and throws them away. */
final class WritingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Encoder<T> encoder;

  WritingSink(Encoder<T> encoder) {
    this.encoder = encoder;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(encoder);
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final Encoder<T> encoder;
    // kept, so that the compiler cannot leave the writing out
    private long length;

    Writer(Encoder<T> encoder) {
      this.encoder = encoder;
    }

    @Override
    public void write(T value, Context context) {
      var line = encoder.encode(value);
      length += line == null ? 0 : line.length();
    }

    @Override
    public void flush(boolean endOfInput) {
      if (length < 0) {
        throw new IllegalStateException("lines of negative length: " + length);
      }
    }

    @Override
    public void close() {}
  }
}
