package dev.lockstep.golden;

import dev.lockstep.job.Sinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/** A sink into this process; of a job that does not fail each line comes once. */
record Collected<T>(String run, SerializableFunction<T, String> line) implements Sink<T> {
  private static final Map<String, Queue<String>> LINES = new ConcurrentHashMap<>();

  /** All outputs of a run. */
  static Sinks sinks(String run) {
    LINES.put(run, new ConcurrentLinkedQueue<>());
    return new Sinks(
        new Collected<>(run, Story::of),
        null,
        new Collected<>(run, Story::of),
        new Collected<>(run, Story::of),
        new Collected<>(run, Story::of),
        new Collected<>(run, Story::of),
        new Collected<>(run, Story::of));
  }

  static List<String> of(String run) {
    return new ArrayList<>(LINES.get(run));
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(LINES.get(run), line);
  }

  /** Writes at once. */
  private record Writer<T>(Queue<String> lines, SerializableFunction<T, String> line)
      implements SinkWriter<T> {
    @Override
    public void write(T value, Context context) {
      lines.add(line.apply(value));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
