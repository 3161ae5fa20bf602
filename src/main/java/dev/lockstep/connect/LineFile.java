package dev.lockstep.connect;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A file of lines, plain or {@code .gz}, as records with the origins that a run gives them. */
public final class LineFile {
  private static final int LINE_BYTES_AT_MOST = 1 << 28;

  private LineFile() {}

  /** Reads all lines; empty ones are counted and passed over. */
  public static void read(Path file, Consumer<Raw> action) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (LineReader lines =
        new LineReader(Unpacked.of(Files.newInputStream(file)), LINE_BYTES_AT_MOST)) {
      long number = 0;
      for (Bytes line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!LineReader.isEmpty(line)) {
          action.accept(new Raw(line, null, List.of(), new Origin(name, 0, number)));
        }
      }
    }
  }
}
