package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators do to an entity that is not quarantined. */
final class ReconcilerControlTest {
  @Test
  void advancingGivesUpEachGapOnTheWayAndAppliesWhatFollows() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .arrives(v(6))
        .arrives(v(9))
        .advance(
            "c1",
            7,
            "incident CONTROL_DONE",
            "incident GAP_ABANDONED 2",
            "3 APPLIED",
            "incident GAP_ABANDONED 4..5",
            "6 APPLIED",
            "incident GAP_ABANDONED 7")
        .holds("9")
        .arrives(v(7), "7 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 7")
        .arrives(v(8), "8 APPLIED", "9 APPLIED");
  }

  @Test
  void nobodyAdvancesBackwards() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .advance("c1", 1, "incident CONTROL_REFUSED")
        .advance("c2", 0, "incident CONTROL_REFUSED");
  }

  @Test
  void nobodyAdvancesFurtherThanAnEventMayJump() {
    under(byVersion().jumpAtMost(10))
        .arrives(v(1), "1 APPLIED")
        .advance("c1", 12, "incident CONTROL_REFUSED")
        .advance("c2", 11, "incident CONTROL_DONE", "incident GAP_ABANDONED 2..11")
        .arrives(v(12), "12 APPLIED");
    under(by(OrderBy.LATEST).jumpAtMost(10))
        .arrives(v(1), "1 APPLIED")
        .advance("c1", 12, "incident CONTROL_REFUSED")
        .advance("c2", 11, "incident CONTROL_DONE")
        .arrives(v(11), "11 STALE(BEYOND_MEMORY)");
  }

  @Test
  void nobodyAndGravesAreNotForgotten() {
    for (OrderBy mode : OrderBy.values()) {
      Bench bench = under(by(mode)).operator("c1", Verb.FORGET, null, "incident CONTROL_REFUSED");
      assertThat(bench.entity()).isEqualTo(Entity.NEW);
    }
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .operator(
            "c1", Verb.FORGET, null, "incident CONTROL_DONE", "cleared #2", "incident FORGOTTEN 1")
        .operator("c2", Verb.FORGET, null, "incident CONTROL_REFUSED")
        .hasState(null);
  }

  @Test
  void aResetBeginsTheEntityAnewAndLeavesOldEventsBehind() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .operator(
            "c1",
            Verb.RESET,
            null,
            "incident CONTROL_DONE",
            "3 ABANDONED(RESET) dead",
            "cleared #2",
            "incident RESET")
        .hasState(null)
        .holds()
        .arrives(v(1), "1 STALE(BEFORE_RESTART)")
        .arrives(v(1).time(50).id("new"), "1 APPLIED")
        .hasState("1;");
  }

  @Test
  void aForgottenEntityIsAGraveThatOnlyAHigherVersionOpens() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .operator(
            "c1", Verb.FORGET, null, "incident CONTROL_DONE", "cleared #3", "incident FORGOTTEN 2")
        .hasState(null)
        .arrives(v(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(v(3), "3 APPLIED")
        .hasState("3;");
  }

  @Test
  void whatWasForgottenWithoutVersionsIsNotAppliedAgain() {
    under(by(OrderBy.ARRIVAL))
        .arrives(at(5, "a"), "a APPLIED")
        .operator(
            "c1", Verb.FORGET, null, "incident CONTROL_DONE", "cleared #2", "incident FORGOTTEN")
        .arrives(at(5, "a"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(6, "b"), "b APPLIED");
  }

  @Test
  void inspectingChangesNothingAndShowsAll() {
    Bench bench = under(byVersion()).arrives(v(1), "1 APPLIED").arrives(v(3));
    Entity before = bench.entity();
    bench
        .operator("c1", Verb.INSPECT, null, "incident CONTROL_DONE")
        .operator("c1", Verb.INSPECT, null, "incident CONTROL_DONE");
    assertThat(bench.entity()).isEqualTo(before);
    List<Output> outputs = bench.outputs();
    Incident answer = (Incident) outputs.get(outputs.size() - 1);
    Portrait portrait = answer.facts().portrait();
    assertThat(portrait).isNotNull();
    assertThat(portrait.settled()).isEqualTo(new Version.Single(1));
    assertThat(portrait.held()).containsExactly(new Version.Single(3));
    assertThat(String.valueOf(portrait.gap())).isEqualTo("2");
    assertThat(String.valueOf(portrait.state())).isEqualTo("1;");
    assertThat(portrait.quarantine()).isNull();
  }

  @Test
  void verbsWithoutAnObjectAreRefused() {
    under(byVersion())
        .operator("c1", Verb.RELEASE, "x", "incident CONTROL_REFUSED")
        .operator("c2", Verb.SKIP, "x", "incident CONTROL_REFUSED")
        .operator("c3", Verb.ADVANCE, null, "incident CONTROL_REFUSED")
        .replace("c4", "x", v(1), "incident CONTROL_REFUSED");
  }

  @Test
  void byTimeAVersionMeansNothing() {
    under(by(OrderBy.TIME)).advance("c1", 4, "incident CONTROL_REFUSED");
  }

  @Test
  void whoDidWhatIsKept() {
    Bench bench =
        under(byVersion())
            .arrives(v(2))
            .operator(
                "c1",
                Verb.SKIP,
                "1",
                "incident CONTROL_DONE",
                "incident GAP_ABANDONED 1",
                "2 APPLIED");
    assertThat(bench.entity().acts().acts())
        .containsExactly(new Acts.Act("c1", Verb.SKIP, "ana", 7, "why"));
  }
}
