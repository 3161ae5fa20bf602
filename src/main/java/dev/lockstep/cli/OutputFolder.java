package dev.lockstep.cli;

import dev.lockstep.job.FileRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a run writes to. */
record OutputFolder(Path path) {
  private static final String SUMMARY = "summary.json";

  /** Makes the folder ready: every output is there from the start, and empty. */
  static OutputFolder prepare(Path path, boolean force) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw CommandFailure.usage("--output " + path + " is a file, not a folder");
      }
      Files.createDirectories(path);
      if (!force && !isEmpty(path)) {
        throw CommandFailure.usage(
            "--output "
                + path
                + " is not empty: choose another folder, or --force to replace the"
                + " results in it");
      }
      OutputFolder folder = new OutputFolder(path.toAbsolutePath());
      folder.clear();
      return folder;
    } catch (IOException failure) {
      throw CommandFailure.environment("cannot write to " + path + ": " + failure);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private void clear() throws IOException {
    List<String> names = new ArrayList<>(FileRun.OUTPUTS);
    Files.deleteIfExists(path.resolve(SUMMARY));
    for (String name : names) {
      Files.deleteIfExists(path.resolve(name));
      Files.createFile(path.resolve(name));
    }
  }

  void write(RunSummary summary) throws IOException {
    Files.writeString(path.resolve(SUMMARY), summary.json() + "\n");
  }
}
