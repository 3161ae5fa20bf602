package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A savepoint that Flink was told to drain its job for knows the end of time; time goes on. */
final class DrainedSavepointTest {

  @ParameterizedTest
  @EnumSource(Backend.class)
  void patienceBeginsAnew(Backend backend) throws Exception {
    Plan plan = Policies.byVersion().onGap(OnGap.SKIP).plan();
    OperatorSubtaskState drained = drained(plan, backend);

    try (Subtask subtask = Subtask.start(plan, backend, 0, drained)) {
      subtask.watermark(1_000);
      subtask.arrives(event("a", 3).at(1_000).build());
      subtask.watermark(1_000 + Policies.WAIT_MILLIS - 1);
      assertThat(subtask.drain()).as("it is waited for").isEmpty();
      subtask.watermark(1_000 + Policies.WAIT_MILLIS);
      assertThat(subtask.drain())
          .containsExactlyInAnyOrder("applied a/3 #2 1;3;", "incident GAP_ABANDONED a 2..2");
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void whatIsPutInOrderByTimeWaitsAgain(Backend backend) throws Exception {
    Plan plan = Policies.by(OrderBy.TIME).plan();
    OperatorSubtaskState drained = drained(plan, backend);

    try (Subtask subtask = Subtask.start(plan, backend, 0, drained)) {
      subtask.arrives(event("a", 3).at(20).build());
      subtask.arrives(event("a", 2).at(10).build());
      assertThat(subtask.drain()).as("until it is time").isEmpty();
      subtask.watermark(30);
      assertThat(subtask.drain()).containsExactly("applied a/2 #2 1;2;", "applied a/3 #3 1;2;3;");
    }
  }

  private static OperatorSubtaskState drained(Plan plan, Backend backend) throws Exception {
    try (Subtask subtask = Subtask.start(plan, backend, 0, null)) {
      subtask.arrives(event("a", 1).at(0).build());
      subtask.watermark(Long.MAX_VALUE);
      assertThat(subtask.drain()).containsExactly("applied a/1 #1 1;");
      return subtask.checkpoint();
    }
  }
}
