package dev.lockstep.connect;

import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Decoded;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** A bounded source of events: files of JSON lines, read one after another in the order given. */
public final class EventFiles {
  private EventFiles() {}

  /**
   * The source; it is read by one subtask.
   *
   * @param files in the order in which they are read
   * @param fields how an event is read from a line
   * @param controls the control events that come between the lines
   * @param type how decoded records travel
   */
  public static FileSource<Decoded> source(
      List<java.nio.file.Path> files,
      EventFields fields,
      ControlLines controls,
      TypeInformation<Decoded> type) {
    Path[] paths = files.stream().map(file -> new Path(file.toUri())).toArray(Path[]::new);
    return FileSource.forBulkFileFormat(new LinesFormat(fields, controls, type), paths)
        .setFileEnumerator(() -> (given, minSplits) -> splits(given))
        .setSplitAssigner(InOrder::new)
        .build();
  }

  private static List<FileSourceSplit> splits(Path[] paths) throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      FileStatus status = path.getFileSystem().getFileStatus(path);
      long bytes = status.getLen();
      String id = Integer.toString(splits.size());
      splits.add(new FileSourceSplit(id, path, 0, bytes, status.getModificationTime(), bytes));
    }
    return splits;
  }

  /** Hands out the files in their order; a file that comes back goes first. */
  private static final class InOrder implements FileSplitAssigner {
    private final Deque<FileSourceSplit> splits;

    InOrder(Collection<FileSourceSplit> splits) {
      this.splits = new ArrayDeque<>(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(String hostname) {
      return Optional.ofNullable(splits.poll());
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> returned) {
      returned.forEach(splits::addFirst);
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
      return splits;
    }
  }
}
