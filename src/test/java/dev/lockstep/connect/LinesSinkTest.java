package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are in the file as they were written, whole, whatever their lengths. */
@SuppressWarnings("try") // Flink: what is closed may be interrupted
final class LinesSinkTest {
  private static final long SEED = 20261123;

  @TempDir private Path folder;

  private SinkWriter<String> writer() throws IOException {
    return new LinesSink.Writer<>(
        folder.resolve("lines"), text -> text.isEmpty() ? null : Bytes.utf8(text));
  }

  private List<String> written() throws IOException {
    return Files.readAllLines(folder.resolve("lines"));
  }

  @Test
  void whateverTheirLengths() throws Exception {
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    try (SinkWriter<String> writer = writer()) {
      for (int i = 0; i < 300; i++) {
        int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 200_000 : 2_000);
        lines.add(Integer.toString(i, 36).substring(0, 1).repeat(length));
        writer.write(lines.get(i), null);
      }
    }
    assertThat(written()).as("seed %d", SEED).isEqualTo(lines);
  }

  @Test
  void aLineThatFillsABlockIsWhole() throws Exception {
    String full = "x".repeat((1 << 16) - 1);
    try (SinkWriter<String> writer = writer()) {
      for (String line : List.of(full, "a", full + "y", full)) {
        writer.write(line, null);
      }
    }
    assertThat(written()).containsExactly(full, "a", full + "y", full);
  }

  @Test
  void whatHasNoLineWritesNoneAndAFlushShowsWhatThereIs() throws Exception {
    try (SinkWriter<String> writer = writer()) {
      writer.write("", null);
      writer.write("a", null);
      assertThat(written()).isEmpty();
      writer.flush(false);
      assertThat(written()).containsExactly("a");
    }
    assertThat(written()).containsExactly("a");
  }

  @Test
  void eachWriterOfAFileWritesWholeLines() throws Exception {
    try (SinkWriter<String> one = writer();
        SinkWriter<String> other = writer()) {
      one.write("a", null);
      other.write("b", null);
      one.write("c", null);
      other.flush(false);
    }
    assertThat(written()).containsExactly("b", "a", "c");
  }
}
