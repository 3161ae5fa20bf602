package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.state.Stored;
import java.util.TreeMap;
import java.util.concurrent.RunnableFuture;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SavepointResources;
import org.apache.flink.runtime.state.SavepointSnapshotStrategy;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.SnapshotStrategyRunner;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot that is still being written holds nothing of what comes while it is. */
class SnapshotInFlightTest {
  private static final CheckpointOptions OPTIONS =
      CheckpointOptions.forCheckpointWithDefaultLocation();
  private static final CheckpointStreamFactory MEMORY = new MemCheckpointStreamFactory(1 << 20);

  @ParameterizedTest
  @EnumSource(Backend.class)
  void whatEntitiesBecomeMeanwhileIsNotInIt(Backend backend) throws Exception {
    Plan plan = Policies.byVersion().remembering(1_000, 5).plan();
    TreeMap<String, Stored> begun;
    TreeMap<String, Stored> after;
    OperatorSubtaskState snapshot;
    try (Subtask subtask = Subtask.start(plan, backend, 0, null)) {
      arrive(subtask, "moves", 1, 2, 3, 4);
      subtask.arrives(Events.event("pairs", new Version.Pair(1, 1)).at(1).build());
      arrive(subtask, "rests", 1, 2, 3);
      arrive(subtask, "waits", 1, 3);
      begun = subtask.entities();
      snapshot =
          checkpoint(
              subtask,
              () -> {
                arrive(subtask, "moves", 5, 6, 7, 8, 9);
                subtask.arrives(Events.event("pairs", new Version.Pair(1, 2)).at(2).build());
                arrive(subtask, "waits", 2, 4, 6);
                arrive(subtask, "new", 1, 2);
              });
      after = subtask.entities();
    }
    assertThat(after.get("moves").entity().sequence()).isEqualTo(9);
    assertThat(after.get("waits").entity().sequence()).isEqualTo(4);
    try (Subtask restored = Subtask.start(plan, backend, 0, snapshot)) {
      assertThat(restored.entities()).isEqualTo(begun);
    }
  }

  /** What is remembered of one entity lies in pieces that it goes on with meanwhile. */
  @ParameterizedTest
  @EnumSource(Backend.class)
  void norIsWhatIsRememberedMeanwhile(Backend backend) throws Exception {
    Plan plan = Policies.byVersion().remembering(100_000, 40).plan();
    TreeMap<String, Stored> begun;
    OperatorSubtaskState snapshot;
    try (Subtask subtask = Subtask.start(plan, backend, 0, null)) {
      arrive(subtask, "moves", IntStream.rangeClosed(1, 37).toArray());
      begun = subtask.entities();
      snapshot =
          checkpoint(
              subtask, () -> arrive(subtask, "moves", IntStream.rangeClosed(38, 150).toArray()));
      assertThat(subtask.entities().get("moves").entity().memory().size()).isEqualTo(40);
    }
    try (Subtask restored = Subtask.start(plan, backend, 0, snapshot)) {
      assertThat(restored.entities()).isEqualTo(begun);
      assertThat(begun.get("moves").entity().memory().size()).isEqualTo(37);
    }
  }

  /** What lies on the heap may be behind Flink's changelog: then it is no copy of ours either. */
  @Test
  void neitherIsItInASavepointOfALoggedHeap() throws Exception {
    Plan plan = Policies.byVersion().plan();
    TreeMap<String, Stored> begun;
    OperatorSubtaskState savepoint;
    try (Subtask subtask = Subtask.start(plan, loggedHeap())) {
      arrive(subtask, "moves", 1, 2, 3, 4);
      begun = subtask.entities();
      savepoint = savepoint(subtask, () -> arrive(subtask, "moves", 5, 6, 7));
      assertThat(subtask.entities().get("moves").entity().sequence()).isEqualTo(7);
    }
    try (Subtask restored = Subtask.start(plan, Backend.HEAP, 0, savepoint)) {
      assertThat(restored.entities()).isEqualTo(begun);
    }
  }

  private static StateBackend loggedHeap() throws Exception {
    Configuration logged =
        new Configuration().set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
    return StateBackendLoader.fromApplicationOrConfigOrDefault(
        new HashMapStateBackend(), logged, logged, Subtask.class.getClassLoader(), null);
  }

  private static OperatorSubtaskState checkpoint(
      Subtask subtask, ThrowingRunnable<Exception> meanwhile) throws Exception {
    return written(subtask.keyedState().snapshot(1, 0, MEMORY, OPTIONS), meanwhile);
  }

  private static OperatorSubtaskState savepoint(
      Subtask subtask, ThrowingRunnable<Exception> meanwhile) throws Exception {
    SavepointResources<String> begun = subtask.keyedState().savepoint();
    var strategy = new SavepointSnapshotStrategy<>(begun.getSnapshotResources());
    var how = begun.getPreferredSnapshotExecutionType();
    return written(
        new SnapshotStrategyRunner<>("savepoint", strategy, new CloseableRegistry(), how)
            .snapshot(1, 0, MEMORY, OPTIONS),
        meanwhile);
  }

  private static OperatorSubtaskState written(
      RunnableFuture<SnapshotResult<KeyedStateHandle>> writing,
      ThrowingRunnable<Exception> meanwhile)
      throws Exception {
    meanwhile.run();
    writing.run();
    return OperatorSubtaskState.builder()
        .setManagedKeyedState(writing.get().getJobManagerOwnedSnapshot())
        .build();
  }

  private static void arrive(Subtask subtask, String entity, int... versions) throws Exception {
    for (int version : versions) {
      subtask.arrives(Events.event(entity, version).at(version).build());
    }
  }
}
