package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.spec.Severity;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/** Whether a job has somewhere to keep its checkpoints, tried before it starts. */
final class CheckpointFolder {
  private static final String SETTING = "execution.checkpointing.dir";

  private CheckpointFolder() {}

  /**
   * What is wrong with it.
   *
   * @param folder as the job is set to, null for none
   */
  static List<Finding> check(@Nullable String folder) {
    if (folder == null) {
      return List.of(
          new Finding(
              Severity.ERROR,
              "checkpoints would be in the job manager's memory, and lost with it",
              "set `" + SETTING + "` on the cluster, or under flink.properties in the spec"));
    }
    try {
      write(new Path(folder, ".lockstep-" + UUID.randomUUID()));
      return List.of();
    } catch (UnsupportedFileSystemSchemeException unknown) {
      return List.of(
          new Finding(
              Severity.WARNING,
              "the checkpoint folder " + folder + " cannot be looked at from here",
              "the cluster needs a file system plugin for it, and the right to write there"));
    } catch (IOException | IllegalArgumentException failure) {
      return List.of(
          new Finding(
              Severity.ERROR,
              "the checkpoint folder " + folder + " cannot be written to: " + failure.getMessage(),
              "create it or allow it, or set `" + SETTING + "` to another"));
    }
  }

  private static void write(Path probe) throws IOException {
    FileSystem files = probe.getFileSystem();
    try (FSDataOutputStream out = files.create(probe, WriteMode.NO_OVERWRITE)) {
      out.write(1);
    } finally {
      files.delete(probe, false);
    }
  }
}
