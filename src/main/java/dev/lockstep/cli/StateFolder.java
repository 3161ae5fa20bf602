package dev.lockstep.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a job in this process keeps its state. No other run uses it meanwhile.
 *
 * @param path the folder
 * @param temporary whether it ends with the job
 * @param lock held until it is closed
 */
record StateFolder(Path path, boolean temporary, FileChannel lock) implements AutoCloseable {

  /** The folder that was asked for, else a temporary one. */
  static StateFolder of(@Nullable Path asked) throws IOException {
    Path path =
        asked == null
            ? Files.createTempDirectory("lockstep-state")
            : Files.createDirectories(asked).toRealPath();
    FileChannel lock =
        FileChannel.open(
            path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(lock)) {
      lock.close();
      throw CommandFailure.environment(
          "another run keeps its state in " + path + ": stop it, or give --state another folder");
    }
    return new StateFolder(path, asked == null, lock);
  }

  private static boolean isFree(FileChannel lock) throws IOException {
    try {
      @Nullable FileLock taken = lock.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (temporary) {
      TemporaryFiles.delete(path);
    }
  }
}
