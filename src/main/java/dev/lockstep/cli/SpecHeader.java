package dev.lockstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A spec of {@code jobs/} as it is shown.
 *
 * @param title the first line of its header
 * @param body the lines below its header
 */
record SpecHeader(String title, List<String> body) {
  SpecHeader {
    body = List.copyOf(body);
  }

  static SpecHeader read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String title = lines.get(0).replaceFirst("^#\\s*", "");
    return new SpecHeader(title, lines.stream().dropWhile(line -> line.startsWith("#")).toList());
  }
}
