package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.event.Version;
import dev.lockstep.simulate.Draft;
import org.junit.jupiter.api.Test;

/** A producer that starts again at 1: with and without {@code restart-on}, remembered or not. */
final class ReconcilerRestartTest {
  private static final Policies RESTARTS = byVersion().restartOn("Start");

  /** An event of the second life of the producer: other ids, other words, later times. */
  private static Draft again(long number) {
    return v(number).id("again-" + number).text("again" + number).time(100 + number);
  }

  private static Bench applied(Policies policies, int versions) {
    Bench bench = under(policies);
    for (int number = 1; number <= versions; number++) {
      bench.arrives(v(number), number + " APPLIED");
    }
    return bench;
  }

  @Test
  void withoutRestartOnARememberedRestartIsAConflictAndTheThirdMakesItSuspected() {
    applied(byVersion(), 5)
        .arrives(again(1), "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 1")
        .arrives(again(2), "2 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 2")
        .arrives(
            again(3),
            "3 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 3",
            "incident RESTART_SUSPECTED 3..5")
        .arrives(again(4), "4 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 4")
        .hasState("1;2;3;4;5;");
  }

  @Test
  void whereNoTimeIsKnownNothingIsNewer() {
    under(RESTARTS)
        .advance("c1", 3, "incident CONTROL_DONE", "incident GAP_ABANDONED 1..3")
        .arrives(
            v(1).type("Start"), "1 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 1")
        .arrives(v(4), "4 APPLIED")
        .arrives(again(1).type("Start"), "incident RESTARTED 4..1", "1 APPLIED")
        .hasState("again1;");
  }

  @Test
  void withoutRestartOnAForgottenRestartIsStaleAndTheThirdMakesItSuspected() {
    applied(byVersion().remember(1_000, 1), 5)
        .arrives(again(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(again(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(again(3), "3 STALE(BEYOND_MEMORY)", "incident RESTART_SUSPECTED 3..5")
        .arrives(again(4), "4 STALE(BEYOND_MEMORY)")
        .hasState("1;2;3;4;5;");
  }

  @Test
  void redeliveredOldEventsAreNoSuspectedRestart() {
    applied(byVersion().remember(1_000, 1), 5)
        .arrives(v(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(v(3), "3 STALE(BEYOND_MEMORY)")
        .arrives(v(4), "4 STALE(BEYOND_MEMORY)");
  }

  @Test
  void aVersionThatDoesNotRiseBeginsAnotherRun() {
    applied(byVersion().remember(1_000, 1), 5)
        .arrives(again(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(again(3), "3 STALE(BEYOND_MEMORY)")
        .arrives(again(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(again(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(again(3), "3 STALE(BEYOND_MEMORY)", "incident RESTART_SUSPECTED 3..5");
  }

  @Test
  void anAppliedOrHeldEventEndsTheRun() {
    applied(byVersion().remember(1_000, 1), 5)
        .arrives(again(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(again(2), "2 STALE(BEYOND_MEMORY)")
        .arrives(v(6), "6 APPLIED")
        .arrives(again(3), "3 STALE(BEYOND_MEMORY)")
        .arrives(again(4), "4 STALE(BEYOND_MEMORY)")
        .arrives(v(8))
        .arrives(again(5), "5 STALE(BEYOND_MEMORY)");
  }

  @Test
  void aRestartBeginsTheEntityAnewAndTheSequenceGoesOn() {
    Bench bench =
        applied(RESTARTS, 3)
            .arrives(again(1).type("Start"), "incident RESTARTED 3..1", "1 APPLIED")
            .arrives(again(2), "2 APPLIED")
            .hasState("again1;again2;");
    assertThat(bench.outputs().stream().filter(Change.class::isInstance).map(Change.class::cast))
        .extracting(each -> each.receipt().sequence(), each -> each.receipt().previousVersion())
        .containsExactly(
            tuple(1L, null),
            tuple(2L, new Version.Single(1)),
            tuple(3L, new Version.Single(2)),
            tuple(4L, null),
            tuple(5L, new Version.Single(1)));
  }

  @Test
  void aRestartIsSeenThoughNothingIsRemembered() {
    applied(RESTARTS.remember(0, 1), 3)
        .arrives(again(1).type("Start"), "incident RESTARTED 3..1", "1 APPLIED");
  }

  @Test
  void aRestartAbandonsWhatWasHeld() {
    applied(RESTARTS, 1)
        .arrives(v(3))
        .arrives(v(4).inAnalytics())
        .arrives(v(5))
        .arrives(
            again(1).type("Start"),
            "3 ABANDONED(RESTARTED) dead",
            "5 ABANDONED(RESTARTED) dead",
            "incident RESTARTED 1",
            "1 APPLIED")
        .holds()
        .hasState("again1;");
  }

  @Test
  void theSameRestartAgainIsADuplicate() {
    applied(RESTARTS, 3)
        .arrives(again(1).type("Start"), "incident RESTARTED 3..1", "1 APPLIED")
        .arrives(again(2), "2 APPLIED")
        .arrives(again(1).type("Start"), "1 DUPLICATE(SAME_VERSION)")
        .hasState("again1;again2;");
  }

  @Test
  void anEventFromBeforeTheRestartIsStaleHoweverHighItsVersion() {
    applied(RESTARTS.jumpAtMost(10), 3)
        .arrives(again(1).type("Start"), "incident RESTARTED 3..1", "1 APPLIED")
        .arrives(v(3), "3 STALE(BEFORE_RESTART)")
        .arrives(v(2), "2 STALE(BEFORE_RESTART)")
        .arrives(v(90), "90 STALE(BEFORE_RESTART)")
        .arrives(v(4).inAnalytics())
        .arrives(again(2), "2 APPLIED");
  }

  @Test
  void anOldBeginningDeliveredAgainIsNoRestart() {
    under(RESTARTS)
        .arrives(v(1).type("Start"), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .arrives(v(1).type("Start"), "1 DUPLICATE(SAME_VERSION)");
  }

  @Test
  void aRestartMustBeNewerThanAllThatWasSettled() {
    applied(RESTARTS, 3)
        .arrives(
            again(1).type("Start").time(3),
            "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 1")
        .hasState("1;2;3;");
  }

  @Test
  void aRestartMustBeAStartUnlessItsVersionsBeginAnywhere() {
    applied(RESTARTS, 3)
        .arrives(
            again(2).type("Start"),
            "2 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 2");
    under(RESTARTS.firstSeen())
        .arrives(v(0), "0 APPLIED")
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .arrives(again(2).type("Start"), "incident RESTARTED 2", "2 APPLIED")
        .arrives(again(3), "3 APPLIED")
        .hasState("again2;again3;");
  }

  @Test
  void aRestartInALowerEpochIsARestart() {
    under(RESTARTS)
        .arrives(v(3, 1), "3.1 APPLIED")
        .arrives(v(1, 1).type("Start").time(100), "incident RESTARTED 3.1..1.1", "1.1 APPLIED")
        .arrives(v(1, 2).time(101), "1.2 APPLIED");
  }

  @Test
  void aRestartWhoseReducerFailsStillBeginsAnew() {
    applied(RESTARTS, 3)
        .arrives(
            again(1).type("Start").text("!"),
            "incident RESTARTED 3..1",
            "1 REJECTED(REDUCER_FAILED) dead")
        .hasState(null)
        .arrives(again(2), "2 APPLIED")
        .hasState("again2;");
  }
}
