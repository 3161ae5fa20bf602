package dev.lockstep.savepoint;

import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.CheckpointStreamWithResultProvider;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.FullSnapshotAsyncWriter;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.FsCheckpointStreamFactory;

/**
 * Writes states into a savepoint's folder with Flink's own writers; what is small stays in memory.
 */
final class StateFiles {
  private static final int SMALL_BYTES_AT_MOST = 20 * 1024;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final SavepointType CANONICAL =
      SavepointType.savepoint(SavepointFormatType.CANONICAL);

  private final CheckpointStreamFactory streams;

  StateFiles(Path folder) throws IOException {
    streams =
        new FsCheckpointStreamFactory(
            folder.getFileSystem(), folder, folder, SMALL_BYTES_AT_MOST, BUFFER_BYTES);
  }

  /** Keyed state: entities one after another, all in one file. */
  KeyedStateHandle entities(GroupedEntities entities) throws Exception {
    try (CloseableRegistry open = new CloseableRegistry()) {
      return new FullSnapshotAsyncWriter<>(
              CANONICAL,
              () ->
                  CheckpointStreamWithResultProvider.createSimpleStream(
                      CheckpointedStateScope.EXCLUSIVE, streams),
              entities)
          .get(open)
          .getJobManagerOwnedSnapshot();
    }
  }

  /** Operator state: what the job is. */
  OperatorStateHandle identity(JobIdentity identity) throws Exception {
    try (CloseableRegistry open = new CloseableRegistry();
        OperatorStateBackend states =
            new DefaultOperatorStateBackendBuilder(
                    StateFiles.class.getClassLoader(),
                    new ExecutionConfig(),
                    false,
                    List.of(),
                    open)
                .build()) {
      states
          .getUnionListState(
              new ListStateDescriptor<>(Uids.IDENTITY_STATE, Layout.IDENTITY.typeInformation()))
          .add(identity);
      var snapshot =
          states.snapshot(
              0,
              0,
              streams,
              CheckpointOptions.alignedNoTimeout(
                  CANONICAL, CheckpointStorageLocationReference.getDefault()));
      snapshot.run();
      return snapshot.get().getJobManagerOwnedSnapshot();
    }
  }
}
