package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Policies.by;
import static dev.lockstep.pipeline.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stops an entity, and how operators mend it. */
final class QuarantineScenarios {
  private static final int TOO_LARGE = Stored.INLINE_BYTES_AT_MOST + 1;

  private QuarantineScenarios() {}

  static ControlEvent operator(String id, Verb verb, String entity, @Nullable String culprit) {
    return operator(id, verb, entity, culprit, null);
  }

  static ControlEvent operator(
      String id, Verb verb, String entity, @Nullable String culprit, @Nullable Event corrected) {
    Raw raw = new Raw(null, null, List.of(), new Origin("control", 0, 0));
    return new ControlEvent(entity, id, verb, culprit, null, null, corrected, "ana", 5, "why", raw);
  }

  /** As the next checkpoint counts it. */
  private static long parked(Subtask subtask) throws Exception {
    subtask.checkpoint();
    return subtask.tally().get(Tally.PARKED);
  }

  static List<Scenario> culprits() {
    return List.of(
        new Scenario("a culprit stops its entity and nobody else", byVersion().quarantining(9))
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(
                event("a", 2).says("!"),
                "incident QUARANTINED a 2..2",
                "quarantine a VIOLATION id-2 holds 1")
            .arrives(event("a", 4).padded(TOO_LARGE), "quarantine a VIOLATION id-2 holds 2")
            .arrives(event("b", 1), "applied b/1 #1 1;")
            .arrives(event("a", 3))
            .check(subtask -> assertThat(subtask.held()).isEqualTo(3))
            .check(subtask -> assertThat(parked(subtask)).isEqualTo(3))
            .arrives(
                operator("c1", Verb.SKIP, "a", "id-2"),
                "incident CONTROL_DONE a",
                "incident RELEASED a 2..2",
                "ABANDONED(SKIPPED) a/2",
                "dead letter a/2 1;",
                "applied a/3 #2 1;3;",
                "applied a/4 #3 1;3;4;",
                "quarantine a over")
            .check(subtask -> assertThat(subtask.held()).isZero())
            .check(subtask -> assertThat(parked(subtask)).isZero())
            .end(),
        new Scenario("a corrected event is received and applied", byVersion().quarantining(9))
            .arrives(
                event("a", 1).says("!").padded(TOO_LARGE),
                "incident QUARANTINED a 1..1",
                "quarantine a VIOLATION id-1 holds 1")
            .arrives(
                operator("c1", Verb.REPLACE, "a", "id-1", event("a", 1).says("one").build()),
                "incident CONTROL_DONE a",
                "incident RELEASED a 1..1",
                "ABANDONED(REPLACED) a/1",
                "dead letter a/1 nothing",
                "applied a/1 #1 one;",
                "quarantine a over")
            .arrives(
                operator("c1", Verb.REPLACE, "a", "id-1", event("a", 1).build()),
                "incident CONTROL_REPEATED a")
            .end(),
        new Scenario("one more than may be quarantined is rejected", byVersion().quarantining(1))
            .arrives(
                event("a", 1).says("!"),
                "incident QUARANTINED a 1..1",
                "quarantine a VIOLATION id-1 holds 1")
            .arrives(
                event("b", 1).says("!"), "REJECTED(REDUCER_FAILED) b/1", "dead letter b/1 nothing")
            .arrives(
                operator("c1", Verb.FORGET, "a", null),
                "incident CONTROL_DONE a",
                "incident RELEASED a 1..1",
                "ABANDONED(FORGOTTEN) a/1",
                "dead letter a/1 nothing",
                "cleared a #1",
                "incident FORGOTTEN a 1..1",
                "quarantine a over")
            .arrives(
                event("c", 1).says("!"),
                "incident QUARANTINED c 1..1",
                "quarantine c VIOLATION id-1 holds 1")
            .end(),
        new Scenario(
                "without versions what is parked keeps its order",
                by(OrderBy.ARRIVAL).quarantining(9))
            .arrives(
                event("a", "x").says("!"),
                "incident QUARANTINED a",
                "quarantine a VIOLATION x holds 1")
            .arrives(event("a", "z"), "quarantine a VIOLATION x holds 2")
            .arrives(event("a", "y"))
            .arrives(
                operator("c1", Verb.SKIP, "a", "x"),
                "incident CONTROL_DONE a",
                "incident RELEASED a",
                "ABANDONED(SKIPPED) a/x",
                "dead letter a/x nothing",
                "applied a/z #1 z;",
                "applied a/y #2 z;y;",
                "quarantine a over")
            .end());
  }

  static List<Scenario> gaps() {
    return List.of(
        new Scenario(
                "a gap is quarantined, and heals when it is filled",
                byVersion().onGap(OnGap.QUARANTINE))
            .watermark(0)
            .arrives(event("a", 3).at(5))
            .watermark(104)
            .watermark(105, "incident QUARANTINED a 1..2", "quarantine a GAP 1..2 holds 1")
            .arrives(event("a", 1).at(5), "quarantine a GAP 2 holds 2")
            .watermark(100_000)
            .arrives(
                event("a", 2).at(5),
                "incident RELEASED a 1..2",
                "applied a/1 #1 1;",
                "applied a/2 #2 1;2;",
                "applied a/3 #3 1;2;3;",
                "quarantine a over")
            .end(),
        new Scenario(
                "a gap that is released is waited for anew", byVersion().onGap(OnGap.QUARANTINE))
            .watermark(0)
            .arrives(event("a", 2).at(5))
            .watermark(105, "incident QUARANTINED a 1..1", "quarantine a GAP 1 holds 1")
            .arrives(
                operator("c1", Verb.RELEASE, "a", "1"),
                "incident CONTROL_DONE a",
                "incident RELEASED a 1..1",
                "quarantine a over")
            .watermark(204)
            .watermark(205, "incident QUARANTINED a 1..1", "quarantine a GAP 1 holds 1")
            .arrives(
                operator("c2", Verb.SKIP, "a", "1"),
                "incident CONTROL_DONE a",
                "incident RELEASED a 1..1",
                "incident GAP_ABANDONED a 1..1",
                "applied a/2 #1 2;",
                "quarantine a over")
            .end());
  }
}
