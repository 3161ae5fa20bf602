package dev.lockstep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One folder for all that this process leaves in the temporary folder; it ends with the process.
 */
final class TemporaryFiles {
  private TemporaryFiles() {}

  /** To be called first: Flink unpacks itself where the property says, and leaves it there. */
  static void keepTogether() {
    try {
      Path shared = Path.of(System.getProperty("java.io.tmpdir"));
      Path own = Files.createTempDirectory(shared, "lockstep-" + ProcessHandle.current().pid());
      System.setProperty("java.io.tmpdir", own.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own)));
    } catch (IOException failure) {
      throw new UncheckedIOException("no temporary folder can be made", failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException inUse) {
      System.err.println("lockstep: " + folder + " was not deleted: " + inUse.getMessage());
    }
  }
}
