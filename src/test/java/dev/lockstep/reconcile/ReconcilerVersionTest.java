package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;

import org.junit.jupiter.api.Test;

/** {@code by: version}: what is next, what is open, what is known, what is stale. */
final class ReconcilerVersionTest {
  @Test
  void appliesWhatIsNextAtOnce() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .holds()
        .hasNoTimers()
        .hasState("1;2;");
  }

  @Test
  void holdsWhatIsAheadUntilItsPredecessorsCame() {
    under(byVersion())
        .arrives(v(3))
        .arrives(v(2))
        .holds("2", "3")
        .hasState(null)
        .arrives(v(1), "1 APPLIED", "2 APPLIED", "3 APPLIED")
        .holds()
        .hasState("1;2;3;");
  }

  @Test
  void releasesOnlyUpToTheNextGap() {
    under(byVersion())
        .arrives(v(2))
        .arrives(v(4))
        .arrives(v(1), "1 APPLIED", "2 APPLIED")
        .holds("4")
        .arrives(v(3), "3 APPLIED", "4 APPLIED");
  }

  @Test
  void startsWhereTheSpecSays() {
    under(byVersion().startsAt(5))
        .arrives(v(4), "4 STALE(BEFORE_START)")
        .arrives(v(5), "5 APPLIED")
        .arrives(v(4), "4 STALE(BEFORE_START)")
        .hasState("5;");
  }

  @Test
  void theSameVersionWithTheSameContentIsADuplicateWhateverItsIdTimeAndOrigin() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(1), "1 DUPLICATE(SAME_VERSION)")
        .arrives(v(1).id("retry").source("mirror").time(99), "1 DUPLICATE(SAME_VERSION)")
        .arrives(v(3))
        .arrives(v(3).id("retry"), "3 DUPLICATE(SAME_VERSION)")
        .holds("3")
        .hasState("1;");
  }

  @Test
  void redeliveryOfFiveSixFiveAppliesEachOnce() {
    under(byVersion().startsAt(5))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(6), "6 APPLIED")
        .arrives(v(5), "5 DUPLICATE(SAME_VERSION)")
        .arrives(v(6), "6 DUPLICATE(SAME_VERSION)")
        .hasState("5;6;");
  }

  @Test
  void theSameVersionWithAnotherContentIsAConflictAndTheFirstOneStays() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(
            v(1).text("other"),
            "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 1")
        .arrives(v(3))
        .arrives(
            v(3).text("other"),
            "3 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 3")
        .arrives(v(2), "2 APPLIED", "3 APPLIED")
        .hasState("1;2;3;");
  }

  @Test
  void anotherTypeOrADeleteIsAnotherContent() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(
            v(1).type("Reset"),
            "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "incident CONFLICT 1")
        .arrives(
            v(1).deleting(), "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 1")
        .hasState("1;");
  }

  @Test
  void theSameIdUnderAnotherVersionIsAConflictThatSettlesItsVersion() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).id("e-1"), "2 CONFLICT(SAME_ID) dead", "incident CONFLICT 2")
        .arrives(v(3), "3 APPLIED")
        .arrives(v(2), "2 DUPLICATE(SAME_VERSION)")
        .hasState("1;3;");
  }

  @Test
  void aForkAheadOfTheNextVersionSettlesOnlyWhenItsTurnComes() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3).id("e-1"), "3 CONFLICT(SAME_ID) dead", "incident CONFLICT 3")
        .arrives(v(4))
        .holds("4")
        .arrives(v(2), "2 APPLIED", "4 APPLIED")
        .hasState("1;2;4;");
  }

  @Test
  void aForkOfASettledVersionSettlesNothing() {
    under(byVersion().startsAt(5))
        .arrives(v(5), "5 APPLIED")
        .arrives(v(4).id("e-5"), "4 CONFLICT(SAME_ID) dead", "incident CONFLICT 4")
        .arrives(v(6), "6 APPLIED");
  }

  @Test
  void oneIdFromTwoTopicsIsNoConflict() {
    under(byVersion())
        .arrives(v(1).id("7").source("left"), "1 APPLIED")
        .arrives(v(2).id("7").source("right"), "2 APPLIED")
        .arrives(v(3).id("7").source("left"), "3 CONFLICT(SAME_ID) dead", "incident CONFLICT 3");
  }

  @Test
  void whatWasForgottenIsStaleAndNeverAppliedAgain() {
    under(byVersion().remember(1_000, 1))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .arrives(v(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(1).text("other"), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(2), "2 DUPLICATE(SAME_VERSION)")
        .hasState("1;2;");
  }

  @Test
  void memoryEndsAtTheEntitysTimeLessRemember() {
    under(byVersion().remember(10, 100))
        .arrives(v(1).time(100), "1 APPLIED")
        .arrives(v(2).time(110), "2 APPLIED")
        .arrives(v(1).time(100), "1 DUPLICATE(SAME_VERSION)")
        .arrives(v(3).time(111), "3 APPLIED")
        .arrives(v(1).time(100), "1 STALE(BEYOND_MEMORY)");
  }

  @Test
  void staleEventsAreDeadLettersIfTheSpecSaysSo() {
    under(byVersion().startsAt(5).routes(true, true)).arrives(v(4), "4 STALE(BEFORE_START) dead");
  }

  @Test
  void rejectsAVersionFurtherAheadThanIsBelieved() {
    under(byVersion().jumpAtMost(10))
        .arrives(v(10))
        .arrives(v(11), "11 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 11")
        .arrives(v(1), "1 APPLIED")
        .arrives(v(11))
        .holds("10", "11");
  }

  @Test
  void aJumpToNineQuintillionHurtsNothing() {
    for (long number : new long[] {9_000_000_000_000_000_000L, Long.MAX_VALUE}) {
      for (long start : new long[] {0, 1}) {
        under(byVersion().startsAt(start))
            .arrives(
                v(number),
                number + " MALFORMED(VERSION_JUMP) dead",
                "incident VERSION_JUMP " + number)
            .arrives(v(start), start + " APPLIED")
            .arrives(
                v(number),
                number + " MALFORMED(VERSION_JUMP) dead",
                "incident VERSION_JUMP " + number)
            .arrives(v(start + 1), start + 1 + " APPLIED")
            .holds();
      }
    }
  }

  @Test
  void nothingFollowsTheHighestVersionThereIs() {
    under(byVersion().startsAt(Long.MAX_VALUE - 1).jumpAtMost(OrderPolicy.UNLIMITED))
        .arrives(v(Long.MAX_VALUE))
        .arrives(
            v(Long.MAX_VALUE - 1), Long.MAX_VALUE - 1 + " APPLIED", Long.MAX_VALUE + " APPLIED")
        .arrives(v(Long.MAX_VALUE), Long.MAX_VALUE + " DUPLICATE(SAME_VERSION)")
        .arrives(v(0), "0 STALE(BEFORE_START)");
  }

  @Test
  void theHighestPlaceOfAFullBufferGoesAndNotTheNewestArrival() {
    under(byVersion().holdAtMost(2))
        .arrives(v(5))
        .arrives(v(4))
        .arrives(v(3), "5 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 5")
        .arrives(v(9), "9 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 9")
        .holds("3", "4")
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED", "3 APPLIED", "4 APPLIED")
        .arrives(v(5), "5 APPLIED");
  }

  @Test
  void whatIsNextIsAppliedThoughTheBufferIsFull() {
    under(byVersion().holdAtMost(1)).arrives(v(2)).arrives(v(1), "1 APPLIED", "2 APPLIED");
  }

  @Test
  void aPlaceMarkerSettlesItsVersionWithoutAnOutput() {
    under(byVersion())
        .arrives(v(1).inAnalytics())
        .arrives(v(2), "2 APPLIED")
        .arrives(v(5))
        .arrives(v(4).inAnalytics())
        .holds("5")
        .arrives(v(3), "3 APPLIED", "5 APPLIED")
        .hasState("2;3;5;");
  }

  @Test
  void placeMarkersTakeNoRoomInTheBuffer() {
    under(byVersion().holdAtMost(1))
        .arrives(v(2).inAnalytics())
        .arrives(v(3).inAnalytics())
        .arrives(v(4))
        .arrives(v(1), "1 APPLIED", "4 APPLIED");
  }

  @Test
  void aPlaceMarkerOfAKnownVersionIsAConflictIfItSaysSomethingElse() {
    under(byVersion())
        .arrives(v(1), "1 APPLIED")
        .arrives(v(1).inAnalytics(), "incident CONFLICT 1")
        .arrives(v(2).inAnalytics())
        .arrives(v(2).inAnalytics())
        .arrives(v(2), "2 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 2");
  }

  @Test
  void aPlaceMarkerTooFarAheadMarksNothing() {
    under(byVersion().jumpAtMost(10))
        .arrives(v(11).inAnalytics(), "incident VERSION_JUMP 11")
        .arrives(v(1), "1 APPLIED")
        .holds();
  }

  @Test
  void aPlaceMarkerThatIsNotOpenIsIgnored() {
    under(byVersion().startsAt(5).remember(1_000, 1))
        .arrives(v(4).inAnalytics())
        .arrives(v(5), "5 APPLIED")
        .arrives(v(6), "6 APPLIED")
        .arrives(v(5).inAnalytics())
        .arrives(v(7), "7 APPLIED");
  }
}
