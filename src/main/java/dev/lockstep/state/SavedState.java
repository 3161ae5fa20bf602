package dev.lockstep.state;

import dev.lockstep.reconcile.Moment;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.jspecify.annotations.Nullable;

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

  /** What Flink wrote down about it. */
  public CheckpointMetadata metadata() {
    return metadata;
  }

  /** The operators for which it keeps anything, by uid, or by id where Flink tells none. */
  public Set<String> operators() {
    return metadata.getOperatorStates().stream()
        .filter(SavedState::isKept)
        .map(each -> each.getOperatorUid().orElse(each.getOperatorID().toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isKept(OperatorState operator) {
    return operator.getCoordinatorState() != null
        || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  /** What the job was that it belongs to; {@link JobIdentity#UNKNOWN} if it does not say. */
  public JobIdentity identity() throws IOException {
    JobIdentity identity = JobIdentity.UNKNOWN;
    for (JobIdentity each : union(Uids.IDENTITY_STATE, Layout.IDENTITY.typeInformation())) {
      identity = identity.plus(each);
    }
    return identity;
  }

  /** What was counted, by all operators together. */
  public Tally tally() throws IOException {
    Tally sum = Tally.NONE;
    for (Tally each : union(Uids.TALLY_STATE, Layout.TALLY.typeInformation())) {
      sum = sum.plus(each);
    }
    return sum;
  }

  /** The lowest watermark that a subtask had seen, null when none had seen any. */
  public @Nullable Long watermark() throws IOException {
    List<Long> seen = union(Uids.WATERMARK_STATE, Types.LONG);
    return seen.stream()
        .min(Comparator.naturalOrder())
        .filter(lowest -> lowest != Moment.UNKNOWN)
        .orElse(null);
  }

  private <T> List<T> union(String name, TypeInformation<T> type) throws IOException {
    List<OperatorStateHandle> handles =
        metadata.getOperatorStates().stream()
            .flatMap(operator -> operator.getStates().stream())
            .flatMap(subtask -> subtask.getManagedOperatorState().stream())
            .filter(handle -> handle.getStateNameToPartitionOffsets().containsKey(name))
            .toList();
    List<T> all = new ArrayList<>();
    try (CloseableRegistry streams = new CloseableRegistry();
        OperatorStateBackend states = restored(handles, streams)) {
      states.getUnionListState(new ListStateDescriptor<>(name, type)).get().forEach(all::add);
    } catch (Exception failure) {
      throw new IOException(
          "cannot read the state in " + pointer + ": " + root(failure).getMessage(), failure);
    }
    return all;
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private static OperatorStateBackend restored(
      List<OperatorStateHandle> handles, CloseableRegistry streams) throws Exception {
    return new DefaultOperatorStateBackendBuilder(
            SavedState.class.getClassLoader(), new ExecutionConfig(), false, handles, streams)
        .build();
  }
}
