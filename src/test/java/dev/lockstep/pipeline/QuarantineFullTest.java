package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Tally;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of one entity more than may be quarantined: on both backends, after a restart. */
final class QuarantineFullTest {
  private static final String FULL =
      "quarantine-at-most: 2 entities are quarantined by this subtask,"
          + " and %s would be one more (on-quarantine-full: fail)";

  @ParameterizedTest
  @EnumSource(Backend.class)
  void theNextIsRejectedAndAGapGivenUp(Backend backend) throws Exception {
    try (Subtask subtask = restarted(WhenFull.REJECT, backend)) {
      subtask.arrives(event("c", 1).says("!").build());
      assertThat(subtask.drain())
          .containsExactly("REJECTED(REDUCER_FAILED) c/1", "dead letter c/1 nothing");
      subtask.arrives(event("c", 2).build());
      assertThat(subtask.drain()).as("c goes on").containsExactly("applied c/2 #1 2;");
      subtask.watermark(0);
      subtask.arrives(event("d", 2).build());
      subtask.watermark(Policies.WAIT_MILLIS);
      assertThat(subtask.drain())
          .containsExactlyInAnyOrder(
              "incident GAP_ABANDONED d 1..1",
              "ABANDONED(GAP_ABANDONED) d/2",
              "dead letter d/2 nothing");
      subtask.checkpoint();
      assertThat(subtask.tally().verdicts() + subtask.held()).isEqualTo(5);
      assertThat(subtask.tally().get(Tally.HELD)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void theJobFailsAndSaysWhy(Backend backend) throws Exception {
    try (Subtask subtask = restarted(WhenFull.FAIL, backend)) {
      subtask.arrives(event("a", 2).build());
      assertThat(subtask.drain())
          .as("what is parked needs no room")
          .containsExactly("quarantine a VIOLATION id-1 holds 2");
      assertThatThrownBy(() -> subtask.arrives(event("c", 1).says("!").build()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(FULL, "c");
      assertThat(subtask.drain()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void theJobFailsForAGapToo(Backend backend) throws Exception {
    try (Subtask subtask = restarted(WhenFull.FAIL, backend)) {
      subtask.watermark(0);
      subtask.arrives(event("d", 2).build());
      assertThatThrownBy(() -> subtask.watermark(Policies.WAIT_MILLIS))
          .hasStackTraceContaining(FULL.formatted("d"));
    }
  }

  /** Two entities are quarantined, and the job has begun again since. */
  private static Subtask restarted(WhenFull whenFull, Backend backend) throws Exception {
    OperatorSubtaskState state;
    try (Subtask before = Subtask.start(plan(whenFull), backend, 0, null)) {
      before.arrives(event("a", 1).says("!").build());
      before.arrives(event("b", 1).says("!").build());
      assertThat(before.drain()).filteredOn(line -> line.startsWith("quarantine")).hasSize(2);
      state = before.checkpoint();
    }
    return Subtask.start(plan(whenFull), backend, 0, state);
  }

  private static Plan plan(WhenFull whenFull) {
    OrderPolicy two = Policies.byVersion().onGap(OnGap.QUARANTINE).quarantining(2).policy();
    OrderPolicy policy =
        new OrderPolicy(
            two.by(),
            two.start(),
            two.patience(),
            two.holdAtMost(),
            two.jumpAtMost(),
            two.restartOn(),
            two.routes(),
            two.ties(),
            two.memory(),
            two.stateBytesAtMost(),
            new Quarantines(true, 2, whenFull),
            two.overrides(),
            two.reportsGaps());
    return new Plan(
        policy,
        new Admission(1_000_000),
        classes -> Policies::append,
        Plan.RulesSource.NONE,
        false,
        JobIdentity.UNKNOWN,
        new CacheBudget(CacheBudget.AUTOMATIC, 1_000),
        Redactor.NONE);
  }
}
