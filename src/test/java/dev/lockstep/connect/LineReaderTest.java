package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Lines come out as they are in the file, however the stream hands out its bytes. */
final class LineReaderTest {
  private static List<String> lines(InputStream in, int bytesAtMost) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(in, bytesAtMost)) {
      for (Bytes line = reader.next(); line != null; line = reader.next()) {
        lines.add(line.utf8());
      }
    }
    return lines;
  }

  private static List<String> lines(String text, int bytesAtMost) throws IOException {
    return lines(new ByteArrayInputStream(Bytes.utf8(text).array()), bytesAtMost);
  }

  @Example
  void anEmptyLineIsOneWhereLinesEndWithTwoCharactersToo() {
    assertThat(LineReader.isEmpty(Bytes.utf8(""))).isTrue();
    assertThat(LineReader.isEmpty(Bytes.utf8("\r"))).isTrue();
    assertThat(LineReader.isEmpty(Bytes.utf8(" "))).isFalse();
    assertThat(LineReader.isEmpty(Bytes.utf8("\r\r"))).isFalse();
  }

  @Property(tries = 300)
  void whateverTheirLengths(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      int length = random.nextInt(3) == 0 ? random.nextInt(100_000) : random.nextInt(20);
      written.add(Integer.toString(i, 36).substring(0, 1).repeat(length) + "é");
    }
    String text = String.join("\n", written) + "\n";
    InputStream slow =
        new ByteArrayInputStream(Bytes.utf8(text).array()) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, 1 + random.nextInt(70_000)));
          }
        };
    assertThat(lines(slow, 1 << 20)).isEqualTo(written);
  }

  @Example
  void theLastLineNeedsNoEndAndEmptyLinesCount() throws IOException {
    assertThat(lines("a\n\nb", 9)).containsExactly("a", "", "b");
    assertThat(lines("a\n\n", 9)).containsExactly("a", "");
    assertThat(lines("", 9)).isEmpty();
  }

  @Example
  void ofALineThatIsTooLongOneByteMoreThanTheLimitIsKept() throws IOException {
    assertThat(lines("abc\nabcd\nabcde\nab", 3)).containsExactly("abc", "abcd", "abcd", "ab");
    assertThat(lines("x".repeat(200_000) + "\ny", 3)).containsExactly("xxxx", "y");
  }
}
