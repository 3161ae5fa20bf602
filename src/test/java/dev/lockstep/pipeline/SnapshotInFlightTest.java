package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.state.Stored;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot that is still being written holds nothing of what comes while it is. */
class SnapshotInFlightTest {
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
          subtask.snapshotWhile(
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

  /** What lies on the heap may be behind Flink's changelog: then it is no copy of ours either. */
  @Test
  void neitherIsItInASavepointOfALoggedHeap() throws Exception {
    Plan plan = Policies.byVersion().plan();
    TreeMap<String, Stored> begun;
    OperatorSubtaskState savepoint;
    try (Subtask subtask = Subtask.startLogged(plan)) {
      arrive(subtask, "moves", 1, 2, 3, 4);
      begun = subtask.entities();
      savepoint = subtask.savepointWhile(() -> arrive(subtask, "moves", 5, 6, 7));
      assertThat(subtask.entities().get("moves").entity().sequence()).isEqualTo(7);
    }
    try (Subtask restored = Subtask.start(plan, Backend.HEAP, 0, savepoint)) {
      assertThat(restored.entities()).isEqualTo(begun);
    }
  }

  private static void arrive(Subtask subtask, String entity, int... versions) throws Exception {
    for (int version : versions) {
      subtask.arrives(Events.event(entity, version).at(version).build());
    }
  }
}
