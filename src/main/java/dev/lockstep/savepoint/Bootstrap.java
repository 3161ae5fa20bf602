package dev.lockstep.savepoint;

import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Uids;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.state.api.OperatorIdentifier;

/** Makes a savepoint of a dump: a job begins with it and goes on at each entity's next version. */
public final class Bootstrap {
  /** No output is open: it is as if a job had been stopped with it. */
  private static final CheckpointProperties OF_A_STOP =
      CheckpointProperties.forSyncSavepoint(false, false, SavepointFormatType.CANONICAL);

  private Bootstrap() {}

  /**
   * Writes the savepoint; nothing is left of it when that fails.
   *
   * @param dump without problems
   * @param identity of the job that is to begin with it
   * @param to the folder, not yet there
   */
  public static void write(Dump dump, JobIdentity identity, Path to, Savepoint.Progress progress)
      throws IOException {
    if (!dump.problems().isEmpty()) {
      throw new IllegalArgumentException("a dump with problems: " + dump.problems());
    }
    var folder = new org.apache.flink.core.fs.Path(to.toUri());
    FileSystem files = folder.getFileSystem();
    try {
      files.mkdirs(folder);
      write(dump.buckets(), identity, folder, progress);
    } catch (Exception failure) {
      files.delete(folder, true);
      throw new IOException(
          "the savepoint cannot be written to " + to + ": " + failure.getMessage(), failure);
    }
  }

  /** The metadata come last: without them it is no savepoint. */
  private static void write(
      Buckets buckets,
      JobIdentity identity,
      org.apache.flink.core.fs.Path folder,
      Savepoint.Progress progress)
      throws Exception {
    StateFiles files = new StateFiles(folder);
    OperatorSubtaskState entities =
        OperatorSubtaskState.builder()
            .setManagedKeyedState(files.entities(new GroupedEntities(buckets, progress)))
            .build();
    OperatorSubtaskState job =
        OperatorSubtaskState.builder().setManagedOperatorState(files.identity(identity)).build();
    CheckpointMetadata metadata =
        new CheckpointMetadata(
            0,
            List.of(
                operator(Uids.RECONCILE, buckets.groups(), entities),
                operator(Uids.LANES, buckets.groups(), job)),
            List.of(),
            OF_A_STOP);
    var file =
        new org.apache.flink.core.fs.Path(
            folder, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
    try (OutputStream out =
        folder.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      Checkpoints.storeCheckpointMetadata(metadata, out);
    }
  }

  private static OperatorState operator(String uid, int groups, OperatorSubtaskState only) {
    OperatorState operator =
        new OperatorState(uid, uid, OperatorIdentifier.forUid(uid).getOperatorId(), 1, groups);
    operator.putState(0, only);
    return operator;
  }
}
