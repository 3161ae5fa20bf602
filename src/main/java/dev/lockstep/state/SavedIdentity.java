package dev.lockstep.state;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** The identity that a checkpoint or savepoint holds, read without starting a job. */
public final class SavedIdentity {
  private SavedIdentity() {}

  /**
   * Reads it.
   *
   * @param pointer the checkpoint's or savepoint's folder, or the file of its metadata
   * @return {@link JobIdentity#UNKNOWN} if it holds none
   */
  public static JobIdentity read(String pointer) throws IOException {
    List<OperatorStateHandle> handles =
        metadata(pointer).getOperatorStates().stream()
            .flatMap(operator -> operator.getStates().stream())
            .flatMap(subtask -> subtask.getManagedOperatorState().stream())
            .filter(
                handle -> handle.getStateNameToPartitionOffsets().containsKey(Uids.IDENTITY_STATE))
            .toList();
    JobIdentity identity = JobIdentity.UNKNOWN;
    try (CloseableRegistry streams = new CloseableRegistry();
        OperatorStateBackend states = restored(handles, streams)) {
      for (JobIdentity each :
          states
              .getUnionListState(
                  new ListStateDescriptor<>(Uids.IDENTITY_STATE, Layout.IDENTITY.typeInformation()))
              .get()) {
        identity = identity.plus(each);
      }
    } catch (IOException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IOException("cannot read the state in " + pointer, failure);
    }
    return identity;
  }

  private static CheckpointMetadata metadata(String pointer) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(pointer)
                .getMetadataHandle()
                .openInputStream())) {
      return Checkpoints.loadCheckpointMetadata(in, SavedIdentity.class.getClassLoader(), pointer);
    }
  }

  private static OperatorStateBackend restored(
      List<OperatorStateHandle> handles, CloseableRegistry streams) throws Exception {
    return new DefaultOperatorStateBackendBuilder(
            SavedIdentity.class.getClassLoader(), new ExecutionConfig(), false, handles, streams)
        .build();
  }
}
