package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import org.junit.jupiter.api.Test;

/** A replayed dead letter is judged again at its place, or its place is passed. */
final class ReconcilerReplayTest {
  @Test
  void aRejectedEventIsJudgedAgainWhileNothingNewerIsSettled() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).text("!"), "2 REJECTED(REDUCER_FAILED) dead")
        .replays(v(2).text("!"), "2 REJECTED(REDUCER_FAILED) dead")
        .arrives(v(3), "3 APPLIED")
        .replays(v(2).text("!"), "2 STALE(OVERTAKEN) dead")
        .hasState("1;3;");
  }

  @Test
  void anAppliedEventIsADuplicateHoweverItComes() {
    under(byVersion()).arrives(v(1), "1 APPLIED").replays(v(1), "1 DUPLICATE(SAME_VERSION)");
  }

  @Test
  void aReplacedCulpritNeverComesBehindWhatReplacedIt() {
    under(byVersion().remember(1_000, 1).violationsQuarantine())
        .arrives(v(1).text("!"), "incident QUARANTINED 1", "quarantine VIOLATION e-1 holds 1")
        .replace(
            "c1",
            "e-1",
            v(1).id("fixed"),
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "1 ABANDONED(REPLACED) dead",
            "1 APPLIED",
            "quarantine over")
        .replays(v(1).text("!"), "1 STALE(OVERTAKEN) dead")
        .hasState("1;");
  }

  @Test
  void aResetGivesARejectedVersionItsPlaceBack() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .reset("c1", v(1), "incident CONTROL_DONE", "cleared #2", "incident RESET 1")
        .arrives(v(1).time(9).text("!"), "1 REJECTED(REDUCER_FAILED) dead")
        .replays(v(1).time(9).text("!"), "1 REJECTED(REDUCER_FAILED) dead");
  }

  @Test
  void whatIsOlderThanAResetIsNotJudgedAgainThoughItSaysWhatARejectedEventAfterItSaid() {
    under(byVersion())
        .arrives(v(1).time(5), "1 APPLIED")
        .reset("c1", v(1), "incident CONTROL_DONE", "cleared #2", "incident RESET 1")
        .arrives(v(1).time(9).text("!"), "1 REJECTED(REDUCER_FAILED) dead")
        .replays(v(1).time(5).text("!"), "1 STALE(BEFORE_RESTART)")
        .replays(v(1).time(9).text("!"), "1 REJECTED(REDUCER_FAILED) dead");
  }

  @Test
  void aReplayNeverBringsBackWhatATieReplaced() {
    under(by(OrderBy.LATEST).ties(Ties.REPLACE))
        .arrives(v(4).text("!"), "4 REJECTED(REDUCER_FAILED) dead")
        .replays(v(4).text("!"), "4 REJECTED(REDUCER_FAILED) dead")
        .arrives(v(4).text("new"), "4 APPLIED")
        .replays(v(4).text("!"), "4 STALE(OVERTAKEN) dead")
        .hasState("new;");
  }

  @Test
  void withoutVersionsAnEventIsItsOwnTwinById() {
    under(by(OrderBy.TIME).remember(0, 1).violationsQuarantine())
        .watermark(36)
        .arrives(at(35, "b").text("!"), "incident QUARANTINED", "quarantine VIOLATION b holds 1")
        .operator(
            "c1",
            Verb.SKIP,
            "b",
            "incident CONTROL_DONE",
            "incident RELEASED",
            "b ABANDONED(SKIPPED) dead",
            "quarantine over")
        .replays(at(0, "a").text("!"), "a STALE(BEYOND_MEMORY)");
  }
}
