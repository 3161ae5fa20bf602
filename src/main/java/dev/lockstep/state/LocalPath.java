package dev.lockstep.state;

import java.nio.file.Path;

/**
 * A file or folder of this machine as Flink writes it: its letters stand there as they are. A URI
 * escapes a space, and Flink would take {@code %20} for the folder's name.
 */
public final class LocalPath {
  private LocalPath() {}

  /** What Flink is told. */
  public static String of(Path path) {
    return new org.apache.flink.core.fs.Path(path.toUri()).toString();
  }

  /** What Flink tells. */
  public static Path read(String pointer) {
    return Path.of(new org.apache.flink.core.fs.Path(pointer).getPath());
  }
}
