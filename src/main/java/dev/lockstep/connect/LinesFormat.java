package dev.lockstep.connect;

import dev.lockstep.codec.ControlDecoder;
import dev.lockstep.codec.Decoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of JSON lines, plain or {@code .gz}, decoded as they are read. Empty lines are passed over.
 * The origin of a record is its file's name and the number of its line, from 1.
 */
final class LinesFormat implements BulkFormat<Decoded, FileSourceSplit> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 500;

  private final EventFields fields;
  private final ControlLines controls;
  private final TypeInformation<Decoded> type;

  LinesFormat(EventFields fields, ControlLines controls, TypeInformation<Decoded> type) {
    this.fields = fields;
    this.controls = controls;
    this.type = type;
  }

  @Override
  public Reader<Decoded> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new Lines(split.path(), fields, controls);
  }

  /** Reads up to the place where the checkpoint was taken again: lines have no index. */
  @Override
  public Reader<Decoded> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    Lines lines = new Lines(split.path(), fields, controls);
    long done =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    for (long i = 0; i < done; i++) {
      lines.next();
    }
    return lines;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return type;
  }

  /** One open file. */
  private static final class Lines implements Reader<Decoded> {
    private final String name;
    private final LineReader lines;
    private final Decoder decoder;
    private final ControlDecoder controlDecoder;
    private final Deque<ControlLines.Line> controls;
    private long lineNumber;
    private long records;

    Lines(Path path, EventFields fields, ControlLines controls) throws IOException {
      this.name = path.getName();
      this.lines = new LineReader(open(path), fields.limits().recordBytes());
      this.decoder = Decoder.of(fields);
      this.controlDecoder = new ControlDecoder(fields, name);
      this.controls = new ArrayDeque<>(controls.of(name));
    }

    private static InputStream open(Path path) throws IOException {
      return Unpacked.of(ReadProgress.counting(path.getPath(), path.getFileSystem().open(path)));
    }

    @Override
    @SuppressWarnings("NullAway") // Flink: null at the end of the file
    public RecordIterator<Decoded> readBatch() throws IOException {
      List<Decoded> batch = new ArrayList<>(BATCH);
      long before = records;
      while (batch.size() < BATCH) {
        Decoded next = next();
        if (next == null) {
          break;
        }
        batch.add(next);
      }
      return batch.isEmpty()
          ? null
          : new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
    }

    @Nullable Decoded next() throws IOException {
      if (isControlDue()) {
        return control();
      }
      Bytes line;
      do {
        line = lines.next();
        lineNumber++;
      } while (line != null && LineReader.isEmpty(line));
      if (line == null) {
        lineNumber = Long.MAX_VALUE - 1;
        return controls.isEmpty() ? null : control();
      }
      records++;
      Raw raw = new Raw(line, null, List.of(), new Origin(name, 0, lineNumber));
      return decoder.decode(raw, System.currentTimeMillis());
    }

    private boolean isControlDue() {
      return !controls.isEmpty() && controls.getFirst().afterLine() <= lineNumber;
    }

    private Decoded control() {
      records++;
      ControlLines.Line line = controls.removeFirst();
      Origin origin = new Origin(line.name(), 0, line.number());
      return controlDecoder.decode(
          new Raw(line.bytes(), null, List.of(), origin), System.currentTimeMillis());
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
