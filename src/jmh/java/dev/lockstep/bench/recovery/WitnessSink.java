package dev.lockstep.bench.recovery;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Shows the witness what comes out. */
final class WitnessSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Showing<T> showing;

  WitnessSink(Showing<T> showing) {
    this.showing = showing;
  }

  /** Shows one output. */
  @FunctionalInterface
  interface Showing<T> extends Serializable {
    void show(T output, Witness witness, int writer);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Witness witness = Witness.current();
    return new Writer<>(showing, witness, witness.writer());
  }

  private record Writer<T>(Showing<T> showing, Witness witness, int number)
      implements SinkWriter<T> {
    @Override
    public void write(T output, Context context) {
      showing.show(output, witness, number);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
