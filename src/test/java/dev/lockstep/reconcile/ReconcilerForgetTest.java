package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.junit.jupiter.api.Test;

/** What was forgotten does not come back, whatever of it was waiting then. */
final class ReconcilerForgetTest {
  @Test
  void byTimeWhatWasHeldIsStaleWhenItIsDeliveredAgain() {
    under(by(OrderBy.TIME))
        .arrives(at(1, "a1"))
        .arrives(at(3, "a3"))
        .arrives(at(2, "a2"))
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "a1 ABANDONED(FORGOTTEN) dead",
            "a2 ABANDONED(FORGOTTEN) dead",
            "a3 ABANDONED(FORGOTTEN) dead",
            "cleared #1",
            "incident FORGOTTEN")
        .arrives(at(3, "a3"), "a3 STALE(BEYOND_MEMORY)")
        .arrives(at(1, "a1"), "a1 STALE(BEYOND_MEMORY)")
        .arrives(at(4, "a4"))
        .watermark(10, "a4 APPLIED")
        .holds()
        .hasState("a4;");
  }

  @Test
  void byArrivalWhatWasParkedIsStaleWhenItIsDeliveredAgain() {
    under(by(OrderBy.ARRIVAL).violationsQuarantine())
        .arrives(at(5, "a").text("!"), "incident QUARANTINED", "quarantine VIOLATION a holds 1")
        .arrives(at(7, "b"), "quarantine VIOLATION a holds 2")
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "incident RELEASED",
            "a ABANDONED(FORGOTTEN) dead",
            "b ABANDONED(FORGOTTEN) dead",
            "cleared #1",
            "incident FORGOTTEN",
            "quarantine over")
        .arrives(at(7, "b"), "b STALE(BEYOND_MEMORY)")
        .arrives(at(5, "a").text("!"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(8, "c"), "c APPLIED")
        .hasState("c;");
  }

  @Test
  void byVersionTheCulpritAndWhatWasParkedAreStaleWhenTheyAreDeliveredAgain() {
    under(byVersion().violationsQuarantine())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).text("!"), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
        .arrives(v(3), "quarantine VIOLATION e-2 holds 2")
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(FORGOTTEN) dead",
            "3 ABANDONED(FORGOTTEN) dead",
            "cleared #2",
            "incident FORGOTTEN 3",
            "quarantine over")
        .arrives(v(3), "3 STALE(BEYOND_MEMORY)")
        .arrives(v(2).text("!"), "2 STALE(BEYOND_MEMORY)")
        .arrives(v(4), "4 APPLIED")
        .hasState("4;");
  }

  @Test
  void whatWaitedBeginsNothingAnewWhenItIsDeliveredAgain() {
    Policies restarts = byVersion().restartOn("Start").violationsQuarantine();
    under(restarts)
        .arrives(
            v(1).type("Start").time(10).text("!"),
            "incident QUARANTINED 1",
            "quarantine VIOLATION e-1 holds 1")
        .arrives(v(2).time(20), "quarantine VIOLATION e-1 holds 2")
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "1 ABANDONED(FORGOTTEN) dead",
            "2 ABANDONED(FORGOTTEN) dead",
            "cleared #1",
            "incident FORGOTTEN 2",
            "quarantine over")
        .arrives(v(1).type("Start").time(10).text("!"), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(1).type("Start").time(20).id("old"), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(2).time(20), "2 STALE(BEYOND_MEMORY)")
        .arrives(v(1).type("Start").time(21).id("new"), "incident RESTARTED 2..1", "1 APPLIED")
        .hasState("1;");
  }

  @Test
  void theNextVersionAboveAllThatWasHeldBeginsAnewAndWaitsForNothing() {
    under(byVersion().onGap(OnGap.DEAD_LETTER))
        .watermark(0)
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "3 ABANDONED(FORGOTTEN) dead",
            "cleared #2",
            "incident FORGOTTEN 3")
        .arrives(v(4), "4 APPLIED")
        .arrives(v(5), "5 APPLIED")
        .arrives(v(2), "2 STALE(BEYOND_MEMORY)")
        .end()
        .holds()
        .hasState("4;5;");
  }

  @Test
  void aMarkedPlaceThatWaitedIsPassedToo() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .arrives(v(4).inAnalytics())
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "3 ABANDONED(FORGOTTEN) dead",
            "cleared #2",
            "incident FORGOTTEN 4")
        .arrives(v(5), "5 APPLIED")
        .hasState("5;");
  }

  @Test
  void anOldForkThatIsForgottenSettlesNothing() {
    under(byVersion().conflictsQuarantine())
        .arrives(v(1).id("x").time(50), "1 APPLIED")
        .operator("c1", Verb.RESET, null, "incident CONTROL_DONE", "cleared #2", "incident RESET")
        .arrives(v(1).id("y").time(60), "1 APPLIED")
        .arrives(
            v(9).id("y").time(10),
            "incident CONFLICT 9",
            "incident QUARANTINED 9",
            "quarantine CONFLICT y holds 1")
        .operator(
            "c2",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "incident RELEASED 9",
            "9 ABANDONED(FORGOTTEN) dead",
            "cleared #4",
            "incident FORGOTTEN 1",
            "quarantine over")
        .arrives(v(2).time(70), "2 APPLIED");
  }

  @Test
  void byLatestOnlyWhatIsNewerThanAllThatWaitedComesBack() {
    under(by(OrderBy.LATEST).violationsQuarantine())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(4).text("!"), "incident QUARANTINED 4", "quarantine VIOLATION e-4 holds 1")
        .arrives(v(6), "quarantine VIOLATION e-4 holds 2")
        .operator(
            "c1",
            Verb.FORGET,
            null,
            "incident CONTROL_DONE",
            "incident RELEASED 4",
            "4 ABANDONED(FORGOTTEN) dead",
            "6 ABANDONED(FORGOTTEN) dead",
            "cleared #2",
            "incident FORGOTTEN 6",
            "quarantine over")
        .arrives(v(6), "6 STALE(BEYOND_MEMORY)")
        .arrives(v(4).text("!"), "4 STALE(OLDER)")
        .arrives(v(7), "7 APPLIED")
        .hasState("7;");
  }
}
