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

  /**
   * Makes the folder ready: every output is there from the start, and empty.
   *
   * @param force whether results of an earlier run are replaced
   * @param inputs what the run reads, which must not be one of the results
   */
  static OutputFolder prepare(Path path, boolean force, List<Path> inputs) {
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
      folder.refuseToReplace(inputs);
      folder.clear();
      return folder;
    } catch (IOException failure) {
      throw CommandFailure.environment("cannot write to " + path + ": " + failure);
    }
  }

  private void refuseToReplace(List<Path> inputs) throws IOException {
    for (String name : FileRun.OUTPUTS) {
      Path result = path.resolve(name);
      for (Path input : inputs) {
        if (Files.exists(result) && Files.isSameFile(result, input)) {
          throw CommandFailure.usage(
              input + " is read and would be replaced: choose another --output");
        }
      }
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
