package dev.lockstep.connect;

import dev.lockstep.codec.Decoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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
  private final TypeInformation<Decoded> type;

  LinesFormat(EventFields fields, TypeInformation<Decoded> type) {
    this.fields = fields;
    this.type = type;
  }

  @Override
  public Reader<Decoded> createReader(Configuration config, FileSourceSplit split)
      throws IOException {
    return new Lines(split.path(), fields);
  }

  /** Reads up to the place where the checkpoint was taken again: lines have no index. */
  @Override
  public Reader<Decoded> restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    Lines lines = new Lines(split.path(), fields);
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
    private long lineNumber;
    private long records;

    Lines(Path path, EventFields fields) throws IOException {
      this.name = path.getName();
      this.lines = new LineReader(open(path), fields.limits().recordBytes());
      this.decoder = Decoder.of(fields);
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
      Bytes line;
      do {
        line = lines.next();
        lineNumber++;
      } while (line != null && line.length() == 0);
      if (line == null) {
        return null;
      }
      records++;
      Raw raw = new Raw(line, null, List.of(), new Origin(name, 0, lineNumber));
      return decoder.decode(raw, System.currentTimeMillis());
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
