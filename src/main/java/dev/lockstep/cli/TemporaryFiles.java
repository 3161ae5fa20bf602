package dev.lockstep.cli;

import dev.lockstep.embedded.FolderDeletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(own)));
    } catch (IOException failure) {
      throw new UncheckedIOException("no temporary folder can be made", failure);
    }
  }

  private static void end(Path folder) {
    Interruption.awaitTidy();
    delete(folder);
  }

  /** Others clean up at the same time: what is gone already is no failure. */
  static void delete(Path folder) {
    try {
      FolderDeletion.delete(folder);
    } catch (IOException inUse) {
      System.err.println("lockstep: " + folder + " was not deleted: " + inUse);
    }
  }
}
