package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Draft;
import org.junit.jupiter.api.Test;

/** {@code by: latest}: the newest version wins, holes are allowed, nothing waits. */
final class ReconcilerLatestTest {
  private static final Policies LATEST = Policies.by(OrderBy.LATEST);

  private static Draft text(String version) {
    return v(0).version(new Version.Text(version)).id("id " + version).text(version);
  }

  @Test
  void newerIsAppliedAndOlderIsStale() {
    under(LATEST)
        .arrives(v(5), "5 APPLIED")
        .arrives(v(3), "3 STALE(OLDER)")
        .arrives(v(9), "9 APPLIED")
        .arrives(v(8), "8 STALE(OLDER)")
        .holds()
        .hasNoTimers()
        .hasState("5;9;");
  }

  @Test
  void theSameVersionWithTheSameContentIsADuplicate() {
    for (Ties ties : Ties.values()) {
      under(LATEST.ties(ties))
          .arrives(v(5), "5 APPLIED")
          .arrives(v(6), "6 APPLIED")
          .arrives(v(6).id("retry").time(50), "6 DUPLICATE(SAME_VERSION)")
          .arrives(v(5), "5 DUPLICATE(SAME_VERSION)");
    }
  }

  @Test
  void aTieIsAConflictOrKeptOrReplaced() {
    under(LATEST.ties(Ties.CONFLICT))
        .arrives(v(5), "5 APPLIED")
        .arrives(
            v(5).text("other"),
            "5 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 5")
        .hasState("5;");
    under(LATEST.ties(Ties.KEEP))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(5).text("other"), "5 STALE(TIE_KEPT)")
        .hasState("5;");
    under(LATEST.ties(Ties.REPLACE))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(5).text("other"), "5 APPLIED")
        .hasState("5;other;");
  }

  @Test
  void aTieWithAnOlderVersionReplacesNothing() {
    under(LATEST.ties(Ties.REPLACE))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(6), "6 APPLIED")
        .arrives(v(5).text("other"), "5 STALE(OLDER)")
        .hasState("5;6;");
  }

  @Test
  void whatWasReplacedStaysKnown() {
    under(LATEST.ties(Ties.REPLACE))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(5).text("other"), "5 APPLIED")
        .arrives(v(5), "5 DUPLICATE(SAME_VERSION)")
        .hasState("5;other;");
  }

  @Test
  void aTieOfBeforeAResetReplacesNothing() {
    under(LATEST.ties(Ties.REPLACE))
        .arrives(v(5).time(100), "5 APPLIED")
        .operator("c1", Verb.RESET, null, "incident CONTROL_DONE", "cleared #2", "incident RESET")
        .arrives(v(5).time(200).text("other"), "5 APPLIED")
        .arrives(v(5).time(100), "5 STALE(BEFORE_RESTART)")
        .replays(v(5).time(100), "5 STALE(BEFORE_RESTART)")
        .arrives(v(5).time(201).text("third"), "5 APPLIED")
        .hasState("other;third;");
  }

  @Test
  void aTieThatMayBeForgottenNeverBringsBackWhatItReplaced() {
    under(LATEST.ties(Ties.REPLACE).remember(10, 100))
        .arrives(v(5).time(1), "5 APPLIED")
        .arrives(v(5).time(50).text("other"), "5 APPLIED")
        .arrives(v(5).time(1), "5 STALE(BEYOND_MEMORY)")
        .hasState("5;other;");
    under(LATEST.ties(Ties.REPLACE).remember(1_000, 1))
        .arrives(v(5).time(1), "5 APPLIED")
        .arrives(v(5).time(2).text("other"), "5 APPLIED")
        .arrives(v(5).time(1), "5 STALE(BEYOND_MEMORY)")
        .arrives(v(5).time(3).text("third"), "5 APPLIED")
        .hasState("5;other;third;");
  }

  @Test
  void theSameIdUnderAnotherVersionIsAConflict() {
    under(LATEST)
        .arrives(v(5), "5 APPLIED")
        .arrives(v(6).id("e-5"), "6 CONFLICT(SAME_ID) dead", "incident CONFLICT 6")
        .arrives(v(6).id("e-5").source("elsewhere"), "6 APPLIED");
  }

  @Test
  void theSettledVersionForgottenIsStaleBeyondMemory() {
    under(LATEST.remember(10, 5))
        .arrives(v(4).time(100), "4 APPLIED")
        .arrives(v(5).time(1), "5 APPLIED")
        .arrives(v(5).time(1), "5 STALE(BEYOND_MEMORY)")
        .hasState("4;5;");
  }

  @Test
  void textsAreComparedByTheirUtf8Bytes() {
    under(LATEST.jumpAtMost(1))
        .arrives(text("0009"), "0009 APPLIED")
        .arrives(text("0010"), "0010 APPLIED")
        .arrives(text("z"), "z APPLIED")
        .arrives(text("é"), "é APPLIED")
        .arrives(text("\uFFFD"), "\uFFFD APPLIED")
        .arrives(text("\uD83D\uDE00"), "\uD83D\uDE00 APPLIED")
        .arrives(text("z1"), "z1 STALE(OLDER)");
  }

  @Test
  void pairsAreComparedPartByPart() {
    under(LATEST)
        .arrives(v(7, 900), "7.900 APPLIED")
        .arrives(v(8, 3), "8.3 APPLIED")
        .arrives(v(7, 999), "7.999 STALE(OLDER)")
        .arrives(v(8, 4), "8.4 APPLIED");
  }

  @Test
  void aJumpIsOnlyLookedForIfTheSpecSetsIt() {
    long far = 9_000_000_000_000_000_000L;
    under(LATEST).arrives(v(1), "1 APPLIED").arrives(v(far), far + " APPLIED");
    under(LATEST.jumpAtMost(10))
        .arrives(v(500), "500 APPLIED")
        .arrives(v(511), "511 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 511")
        .arrives(v(510), "510 APPLIED");
  }

  @Test
  void aJumpIsMeasuredWithinTheFirstPartOfAPair() {
    under(LATEST.jumpAtMost(10))
        .arrives(v(7, 900), "7.900 APPLIED")
        .arrives(v(7, 911), "7.911 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 7.911")
        .arrives(v(8, 5_000), "8.5000 APPLIED");
  }

  @Test
  void placeMarkersAreIgnored() {
    under(LATEST).arrives(v(9).inAnalytics()).arrives(v(5), "5 APPLIED");
  }

  @Test
  void aRejectedVersionIsSettledAllTheSame() {
    under(LATEST)
        .arrives(v(5).text("!"), "5 REJECTED(REDUCER_FAILED) dead")
        .arrives(v(4), "4 STALE(OLDER)")
        .arrives(v(5).text("!"), "5 DUPLICATE(SAME_VERSION)")
        .hasState(null);
  }

  @Test
  void aStaleInsertResurrectsNothing() {
    under(LATEST)
        .arrives(v(5), "5 APPLIED")
        .arrives(v(7).deleting(), "7 APPLIED")
        .arrives(v(6), "6 STALE(OLDER)")
        .hasState(null)
        .arrives(v(8), "8 APPLIED")
        .hasState("8;");
  }

  @Test
  void aTieWithWhatWaitsIsADeadLetterBecauseTheFirstMayStillBeGivenUp() {
    under(LATEST.ties(Ties.KEEP).violationsQuarantine())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).text("!"), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
        .arrives(v(2).id("good").text("good"), "2 STALE(TIE_KEPT) dead")
        .arrives(v(3), "quarantine VIOLATION e-2 holds 2")
        .arrives(v(3).id("other").text("other"), "3 STALE(TIE_KEPT) dead")
        .replace(
            "c1",
            "e-2",
            v(2).id("good").text("good"),
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(REPLACED) dead",
            "2 APPLIED",
            "3 APPLIED",
            "quarantine over")
        .hasState("1;good;3;");
  }
}
