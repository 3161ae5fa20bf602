package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.spec.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
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
   * @param jobManager the host of the cluster's job manager, null for this machine
   */
  static List<Finding> check(@Nullable String folder, @Nullable String jobManager) {
    if (folder == null) {
      return List.of(
          new Finding(
              Severity.ERROR,
              "no checkpoint folder is known here: without one, checkpoints are in the job manager's"
                  + " memory, and lost with it",
              "set `"
                  + SETTING
                  + "` under flink.properties in the spec, or in the settings of the cluster, and give"
                  + " `flink run` the same (FLINK_CONF_DIR, or -D)"));
    }
    if (isOnDisk(folder) && jobManager != null && !isThisMachine(jobManager)) {
      return List.of(unseen(folder, "each machine of the cluster must see the same files there"));
    }
    try {
      write(new Path(folder, ".lockstep-" + UUID.randomUUID()));
      return List.of();
    } catch (UnsupportedFileSystemSchemeException unknown) {
      return List.of(
          unseen(
              folder,
              "the cluster needs a file system plugin for it, and the right to write there"));
    } catch (IOException | IllegalArgumentException failure) {
      return List.of(
          new Finding(
              Severity.ERROR,
              "the checkpoint folder " + folder + " cannot be written to: " + failure.getMessage(),
              "create it or allow it, or set `" + SETTING + "` to another"));
    }
  }

  private static Finding unseen(String folder, String remedy) {
    return new Finding(
        Severity.WARNING,
        "the checkpoint folder " + folder + " cannot be looked at from here",
        remedy);
  }

  private static boolean isOnDisk(String folder) {
    return folder.startsWith("file:") || folder.startsWith("/");
  }

  private static boolean isThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
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
