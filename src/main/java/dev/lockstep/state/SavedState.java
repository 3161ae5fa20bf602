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

/** A checkpoint or savepoint, looked at without starting a job. */
public final class SavedState {
  private final String pointer;
  private final CheckpointMetadata metadata;

  private SavedState(String pointer, CheckpointMetadata metadata) {
    this.pointer = pointer;
    this.metadata = metadata;
  }

  /**
   * Opens one.
   *
   * @param pointer its folder, or the file of its metadata
   */
  public static SavedState open(String pointer) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(pointer)
                .getMetadataHandle()
                .openInputStream())) {
      return new SavedState(
          pointer,
          Checkpoints.loadCheckpointMetadata(in, SavedState.class.getClassLoader(), pointer));
    }
  }

  /** Where it is. */
  public String pointer() {
    return pointer;
  }

  /** Its number: that of a job that goes on from it is higher. */
  public long number() {
    return metadata.getCheckpointId();
  }

  /** What the job was that it belongs to; {@link JobIdentity#UNKNOWN} if it does not say. */
  public JobIdentity identity() throws IOException {
    List<OperatorStateHandle> handles =
        metadata.getOperatorStates().stream()
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

  private static OperatorStateBackend restored(
      List<OperatorStateHandle> handles, CloseableRegistry streams) throws Exception {
    return new DefaultOperatorStateBackendBuilder(
            SavedState.class.getClassLoader(), new ExecutionConfig(), false, handles, streams)
        .build();
  }
}
