package dev.lockstep.savepoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump in a file of JSON lines.
 *
 * @param file the file
 */
public record DumpFile(Path file) implements DumpSource {
  @Override
  public void read(Reader reader) throws IOException {
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      boolean more = true;
      for (String line = lines.readLine(); more && line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          more = reader.text(number, line);
        }
      }
    } catch (MalformedInputException broken) {
      reader.wrong(number + 1, "from here on, or soon after, it is no UTF-8");
    }
  }

  @Override
  public String word() {
    return "line";
  }
}
