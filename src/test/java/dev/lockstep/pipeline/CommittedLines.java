package dev.lockstep.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.function.SerializableFunction;

/** A sink into this process that shows what checkpoints committed, each line once. */
record CommittedLines<T>(String run, SerializableFunction<T, String> line)
    implements Sink<T>, SupportsCommitter<CommittedLines.Batch> {
  private static final Map<String, List<String>> LINES = new ConcurrentHashMap<>();
  private static final Set<String> COMMITTED = ConcurrentHashMap.newKeySet();

  /** What was written between two checkpoints. */
  record Batch(String run, String id, List<String> lines) {}

  /** The lines of a run; of one subtask in their order. */
  static List<String> take(String run) {
    List<String> lines = LINES.remove(run);
    return lines == null ? List.of() : lines;
  }

  @Override
  public CommittingSinkWriter<T, Batch> createWriter(WriterInitContext context) {
    return new Writer<>(run, line);
  }

  @Override
  public Committer<Batch> createCommitter(CommitterInitContext context) {
    return new Once();
  }

  @Override
  public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
    return new BatchFormat();
  }

  /** Collects until the checkpoint. */
  private static final class Writer<T> implements CommittingSinkWriter<T, Batch> {
    private final String run;
    private final SerializableFunction<T, String> line;
    private final List<String> lines = new ArrayList<>();

    Writer(String run, SerializableFunction<T, String> line) {
      this.run = run;
      this.line = line;
    }

    @Override
    public void write(T value, Context context) {
      lines.add(line.apply(value));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Batch> prepareCommit() {
      List<Batch> batches =
          lines.isEmpty()
              ? List.of()
              : List.of(new Batch(run, UUID.randomUUID().toString(), List.copyOf(lines)));
      lines.clear();
      return batches;
    }

    @Override
    public void close() {}
  }

  /** Commits each batch once, however often it is told to. */
  private static final class Once implements Committer<Batch> {
    @Override
    public void commit(Collection<CommitRequest<Batch>> requests) {
      for (CommitRequest<Batch> request : requests) {
        Batch batch = request.getCommittable();
        if (COMMITTED.add(batch.id())) {
          LINES.compute(
              batch.run(),
              (run, before) -> {
                List<String> after = new ArrayList<>(before == null ? List.of() : before);
                after.addAll(batch.lines());
                return after;
              });
        }
      }
    }

    @Override
    public void close() {}
  }

  /** Batches as bytes. */
  private static final class BatchFormat implements SimpleVersionedSerializer<Batch> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Batch batch) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeUTF(batch.run());
      out.writeUTF(batch.id());
      out.writeInt(batch.lines().size());
      for (String line : batch.lines()) {
        out.writeUTF(line);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Batch deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      String run = in.readUTF();
      String id = in.readUTF();
      List<String> lines = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        lines.add(in.readUTF());
      }
      return new Batch(run, id, lines);
    }
  }
}
