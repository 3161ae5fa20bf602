package dev.lockstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a job in this process keeps its state.
 *
 * @param path the folder
 * @param temporary whether it ends with the job
 */
record StateFolder(Path path, boolean temporary) implements AutoCloseable {

  /** The folder that was asked for, else a temporary one. */
  static StateFolder of(@Nullable Path asked) throws IOException {
    if (asked == null) {
      return new StateFolder(Files.createTempDirectory("lockstep-state"), true);
    }
    return new StateFolder(Files.createDirectories(asked).toAbsolutePath(), false);
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      try (Stream<Path> paths = Files.walk(path)) {
        for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
