package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Incident.Kind.GAP_OPENED;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import org.junit.jupiter.api.Test;

/** Gaps: how long they are waited for, and how they end. The wait is 10 ms everywhere. */
final class ReconcilerGapTest {
  private static final Policies SKIP = byVersion().onGap(OnGap.SKIP);
  private static final Policies DEAD_LETTER = byVersion().onGap(OnGap.DEAD_LETTER);

  @Test
  void waitNeverGivesUpNotEvenAtTheEnd() {
    under(byVersion().onGap(OnGap.WAIT).limitMillis(5))
        .watermark(0)
        .arrives(v(2).time(0))
        .watermark(1_000_000)
        .clock(1_000_000)
        .end()
        .holds("2");
  }

  @Test
  void endSkipMakesWaitSkipAtTheEndAndNotBefore() {
    under(byVersion().onGap(OnGap.WAIT).skipAtEnd())
        .arrives(v(2))
        .arrives(v(4))
        .watermark(1_000_000)
        .end("incident GAP_ABANDONED 1", "2 APPLIED", "incident GAP_ABANDONED 3", "4 APPLIED")
        .hasNoTimers();
  }

  @Test
  void skipReleasesWhatIsBehindTheGapOnceItsPatienceIsOver() {
    under(SKIP)
        .watermark(100)
        .arrives(v(1).time(100), "1 APPLIED")
        .arrives(v(4).time(100))
        .arrives(v(5).time(100))
        .watermark(109)
        .holds("4", "5")
        .watermark(110, "incident GAP_ABANDONED 2..3", "4 APPLIED", "5 APPLIED")
        .holds()
        .hasNoTimers()
        .hasState("1;4;5;");
  }

  @Test
  void deadLetterAbandonsWhatIsBehindTheGapUpToTheNextOne() {
    under(DEAD_LETTER)
        .watermark(100)
        .arrives(v(2).time(100))
        .arrives(v(3).time(100))
        .arrives(v(5).time(105))
        .watermark(
            110,
            "incident GAP_ABANDONED 1",
            "2 ABANDONED(GAP_ABANDONED) dead",
            "3 ABANDONED(GAP_ABANDONED) dead")
        .holds("5")
        .arrives(v(3).time(100), "3 DUPLICATE(SAME_VERSION)")
        .arrives(v(4).time(111), "4 APPLIED", "5 APPLIED")
        .hasState("4;5;");
  }

  @Test
  void deadLetterSettlesMarkedPlacesWithoutAVerdict() {
    under(DEAD_LETTER)
        .watermark(100)
        .arrives(v(2).time(100))
        .arrives(v(3).time(100).inAnalytics())
        .watermark(110, "incident GAP_ABANDONED 1", "2 ABANDONED(GAP_ABANDONED) dead")
        .arrives(v(4).time(111), "4 APPLIED");
  }

  @Test
  void patienceCountsFromTheEventWhenItIsAheadOfTheWatermark() {
    under(SKIP)
        .watermark(0)
        .arrives(v(2).time(50))
        .watermark(59)
        .watermark(60, "incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void patienceCountsFromTheWatermarkWhenTheEventIsOldAsInAReplay() {
    under(SKIP)
        .watermark(1_000)
        .arrives(v(2).time(50))
        .watermark(1_009)
        .watermark(1_010, "incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void patienceCountsFromTheFirstWatermarkWhenNoneWasKnown() {
    under(SKIP)
        .arrives(v(2).time(50))
        .watermark(1_000)
        .watermark(1_009)
        .watermark(1_010, "incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void aGapThatIsFilledIsNotGivenUp() {
    under(SKIP)
        .watermark(0)
        .arrives(v(2).time(0))
        .arrives(v(1).time(0), "1 APPLIED", "2 APPLIED")
        .watermark(100)
        .hasNoTimers();
  }

  @Test
  void aFilledPartLeavesTheRestItsPatience() {
    under(SKIP)
        .watermark(0)
        .arrives(v(4).time(0))
        .watermark(9)
        .arrives(v(2).time(0))
        .watermark(
            10, "incident GAP_ABANDONED 1", "2 APPLIED", "incident GAP_ABANDONED 3", "4 APPLIED");
  }

  @Test
  void onlyTheGapWhoseOwnPatienceIsOverIsGivenUp() {
    under(SKIP)
        .watermark(0)
        .arrives(v(2).time(0))
        .watermark(5)
        .arrives(v(4).time(5))
        .watermark(10, "incident GAP_ABANDONED 1", "2 APPLIED")
        .holds("4")
        .watermark(14)
        .watermark(15, "incident GAP_ABANDONED 3", "4 APPLIED");
  }

  @Test
  void whatFillsAnAbandonedGapIsADeadLetterAndAnIncident() {
    under(SKIP)
        .watermark(0)
        .arrives(v(3).time(0))
        .watermark(10, "incident GAP_ABANDONED 1..2", "3 APPLIED")
        .arrives(v(2), "2 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 2")
        .arrives(v(1), "1 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 1")
        .hasState("3;");
  }

  @Test
  void sixteenAbandonedGapsAreRemembered() {
    Bench bench = under(SKIP).watermark(0);
    for (int gap = 1; gap <= 17; gap++) {
      bench
          .arrives(v(2 * gap).time(0))
          .watermark(10L * gap, "incident GAP_ABANDONED " + (2 * gap - 1), 2 * gap + " APPLIED");
    }
    bench
        .arrives(v(3), "3 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 3")
        .arrives(v(1), "1 STALE(BEYOND_MEMORY)");
  }

  @Test
  void theLimitGivesUpOnAStreamThatStandsStill() {
    under(SKIP.limitMillis(100))
        .watermark(0)
        .clock(10)
        .arrives(v(2).time(0))
        .clock(109)
        .clock(110, "incident GAP_ABANDONED 1", "2 APPLIED")
        .hasState("2;");
  }

  @Test
  void theLimitCountsFromTheLastAdvanceOfTheWatermark() {
    under(SKIP.waitMillis(1_000).limitMillis(100))
        .watermark(0)
        .arrives(v(2).time(0))
        .clock(60)
        .watermark(1)
        .clock(159)
        .holds("2")
        .clock(160, "incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void downtimeIsNotWaiting() {
    under(SKIP.limitMillis(100))
        .watermark(0)
        .arrives(v(2).time(0))
        .clock(99)
        .jobRestarts()
        .clock(198)
        .holds("2")
        .clock(199, "incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void theLimitTakesOneGapAfterTheOther() {
    under(DEAD_LETTER.limitMillis(100))
        .arrives(v(2).time(0))
        .clock(50)
        .arrives(v(4).time(0))
        .clock(100, "incident GAP_ABANDONED 1", "2 ABANDONED(GAP_ABANDONED) dead")
        .clock(149)
        .clock(150, "incident GAP_ABANDONED 3", "4 ABANDONED(GAP_ABANDONED) dead");
  }

  @Test
  void anEventFromTwentyNinetyNineDoesNotShortenTheWaitForOthers() {
    long in2099 = 4_070_908_800_000L;
    under(SKIP.remember(OrderPolicy.UNLIMITED, 100))
        .watermark(0)
        .arrives(v(3).time(in2099))
        .watermark(1_000_000)
        .holds("3")
        .arrives(v(1).time(1_000_000), "1 APPLIED")
        .arrives(v(2).time(1_000_001), "2 APPLIED", "3 APPLIED")
        .arrives(v(4).time(1_000_002), "4 APPLIED")
        .hasState("1;2;3;4;");
  }

  @Test
  void aGapBelowAnEventFromTwentyNinetyNineIsLeftToTheLimitOrTheEnd() {
    long in2099 = 4_070_908_800_000L;
    under(SKIP.limitMillis(100))
        .watermark(0)
        .arrives(v(2).time(in2099))
        .watermark(1_000_000)
        .clock(99)
        .holds("2")
        .clock(100, "incident GAP_ABANDONED 1", "2 APPLIED");
    under(SKIP)
        .watermark(0)
        .arrives(v(2).time(in2099))
        .watermark(1_000_000)
        .end("incident GAP_ABANDONED 1", "2 APPLIED");
  }

  @Test
  void aGapThatOpensSaysWhenItsPatienceIsOver() {
    Bench bench =
        under(SKIP.reportsGaps())
            .arrives(v(2).time(100), "incident GAP_OPENED 1")
            .watermark(100)
            .arrives(v(4).time(100), "incident GAP_OPENED 3")
            .arrives(v(1).time(100), "1 APPLIED", "2 APPLIED", "incident GAP_FILLED 1")
            .watermark(110, "incident GAP_ABANDONED 3", "4 APPLIED")
            .arrives(v(6).time(120), "incident GAP_OPENED 5");
    assertThat(bench.outputs())
        .filteredOn(each -> each instanceof Incident incident && incident.kind() == GAP_OPENED)
        .extracting(each -> ((Incident) each).facts().deadlineMillis())
        .as("no watermark yet; behind another gap, since 100; since 120")
        .containsExactly(null, 110L, 130L);
  }
}
