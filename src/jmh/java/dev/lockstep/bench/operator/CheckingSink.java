package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.Oracle;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Shows the stage's oracle what comes out, and stops its time at the end. */
public final class CheckingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Showing<T> showing;

  /** A sink that shows what it gets in this way. */
  public CheckingSink(Showing<T> showing) {
    this.showing = showing;
  }

  /** Shows one output to the oracle. */
  @FunctionalInterface
  public interface Showing<T> extends Serializable {
    /** Shows it. */
    void show(T output, Oracle oracle);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(showing, Stage.current());
  }

  private record Writer<T>(Showing<T> showing, Stage stage) implements SinkWriter<T> {
    @Override
    public void write(T output, Context context) {
      showing.show(output, stage.oracle());
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        stage.stopwatch().end();
      }
    }

    @Override
    public void close() {}
  }
}
