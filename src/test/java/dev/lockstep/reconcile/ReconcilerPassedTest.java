package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.junit.jupiter.api.Test;

/** What is parked below a place that an operator passes never is applied behind it. */
final class ReconcilerPassedTest {
  @Test
  void aSkippedVersionOutdatesWhatIsParkedBelowIt() {
    under(by(OrderBy.LATEST).violationsQuarantine())
        .arrives(v(8).text("!"), "incident QUARANTINED 8", "quarantine VIOLATION e-8 holds 1")
        .arrives(v(7), "quarantine VIOLATION e-8 holds 2")
        .arrives(v(9))
        .operator(
            "c1",
            Verb.SKIP,
            "e-8",
            "incident CONTROL_DONE",
            "incident RELEASED 8",
            "8 ABANDONED(SKIPPED) dead",
            "7 STALE(OLDER)",
            "9 APPLIED",
            "quarantine over")
        .hasState("9;")
        .holds();
  }

  @Test
  void aReleasedVersionGoesBehindWhatIsParkedBelowIt() {
    under(by(OrderBy.LATEST).violationsQuarantine())
        .arrives(v(8).text("!"), "incident QUARANTINED 8", "quarantine VIOLATION e-8 holds 1")
        .arrives(v(7), "quarantine VIOLATION e-8 holds 2")
        .operator(
            "c1",
            Verb.RELEASE,
            "e-8",
            "incident CONTROL_DONE",
            "incident RELEASED 8",
            "7 APPLIED",
            "incident QUARANTINED 8",
            "quarantine VIOLATION e-8 holds 1")
        .hasState("7;")
        .holds("8");
  }

  @Test
  void aSkippedEpochEndsWhatIsParkedOfAnEarlierOne() {
    under(byVersion().violationsQuarantine())
        .arrives(
            v(1, 1).text("!"), "incident QUARANTINED 1.1", "quarantine VIOLATION e-1.1 holds 1")
        .arrives(v(0, 4), "quarantine VIOLATION e-1.1 holds 2")
        .operator(
            "c1",
            Verb.SKIP,
            "e-1.1",
            "incident CONTROL_DONE",
            "incident RELEASED 1.1",
            "1.1 ABANDONED(SKIPPED) dead",
            "0.4 STALE(ENDED_EPOCH)",
            "quarantine over")
        .holds();
  }

  @Test
  void aSkippedTimeMakesWhatIsParkedBelowItLate() {
    under(by(OrderBy.TIME).violationsQuarantine())
        .watermark(50)
        .arrives(at(45, "b").text("!"), "incident QUARANTINED", "quarantine VIOLATION b holds 1")
        .arrives(at(33, "a"), "quarantine VIOLATION b holds 2")
        .operator(
            "c1",
            Verb.SKIP,
            "b",
            "incident CONTROL_DONE",
            "incident RELEASED",
            "b ABANDONED(SKIPPED) dead",
            "a LATE(PLACE_PASSED) dead",
            "quarantine over")
        .holds();
  }

  @Test
  void aCulpritCountsWhereAJumpIsMeasuredFrom() {
    under(byVersion().firstSeen().jumpAtMost(4).violationsQuarantine())
        .arrives(
            v(1, 0).text("!"), "incident QUARANTINED 1.0", "quarantine VIOLATION e-1.0 holds 1")
        .arrives(v(1, 6), "1.6 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 1.6")
        .holds("1.0");
  }

  @Test
  void aResetToTheFirstVersionOfAnEpochEndsTheEpochsBefore() {
    under(byVersion().startsAt(0))
        .arrives(v(1, 0), "1.0 APPLIED")
        .reset("c1", v(2, 0), "incident CONTROL_DONE", "cleared #2", "incident RESET 1.0..2.0")
        .arrives(v(1, 0).time(50).id("old"), "1.0 STALE(ENDED_EPOCH)")
        .arrives(v(2, 0).time(60), "2.0 APPLIED");
  }

  @Test
  void aResetBeforeTheStartIsRefused() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .reset("c1", v(0), "incident CONTROL_REFUSED")
        .hasState("1;");
  }
}
