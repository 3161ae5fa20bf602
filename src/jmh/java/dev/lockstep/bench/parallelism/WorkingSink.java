package dev.lockstep.bench.parallelism;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Takes its time for each event, as a call of another service does: it waits. */
final class WorkingSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final Telling<T> telling;

  WorkingSink(Telling<T> telling) {
    this.telling = telling;
  }

  /** Tells that the work on an event has ended. */
  @FunctionalInterface
  interface Telling<T> extends Serializable {
    void tell(T event, Foreman foreman);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(telling, Foreman.current());
  }

  private record Writer<T>(Telling<T> telling, Foreman foreman) implements SinkWriter<T> {
    @Override
    public void write(T event, Context context) throws InterruptedException {
      foreman.begin();
      Thread.sleep(foreman.work().millis());
      telling.tell(event, foreman);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
