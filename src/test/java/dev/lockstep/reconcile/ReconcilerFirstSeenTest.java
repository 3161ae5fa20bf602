package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import org.junit.jupiter.api.Test;

/** {@code starts-at: first-seen}: the lowest version that arrives within one wait of 10 ms. */
final class ReconcilerFirstSeenTest {
  private static final Policies FIRST_SEEN = byVersion().firstSeen();

  @Test
  void beginsAtTheLowestVersionOfTheFirstWaitWhateverOnGapSays() {
    for (OnGap onGap : OnGap.values()) {
      under(FIRST_SEEN.onGap(onGap))
          .watermark(0)
          .arrives(v(7).time(0))
          .arrives(v(5).time(0))
          .arrives(v(6).time(0))
          .watermark(9)
          .holds("5", "6", "7")
          .watermark(10, "5 APPLIED", "6 APPLIED", "7 APPLIED")
          .arrives(v(8), "8 APPLIED")
          .arrives(v(4), "4 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 4")
          .hasState("5;6;7;8;");
    }
  }

  @Test
  void zeroCanHaveNothingBelowItAndIsAppliedAtOnce() {
    under(FIRST_SEEN)
        .arrives(v(2))
        .arrives(v(0), "0 APPLIED")
        .arrives(v(1), "1 APPLIED", "2 APPLIED");
  }

  @Test
  void lowerVersionsDoNotMoveThePatience() {
    under(FIRST_SEEN)
        .watermark(0)
        .arrives(v(7).time(3))
        .arrives(v(5).time(8))
        .watermark(12)
        .holds("5", "7")
        .watermark(13, "5 APPLIED")
        .holds("7");
  }

  @Test
  void withoutAWatermarkPatienceBeginsWithTheFirstOneOrTheEventIfThatIsLater() {
    under(FIRST_SEEN).arrives(v(7).time(3)).watermark(20).watermark(29).watermark(30, "7 APPLIED");
    under(FIRST_SEEN).arrives(v(7).time(30)).watermark(20).watermark(39).watermark(40, "7 APPLIED");
  }

  @Test
  void theGapsAboveTheBeginningAreOrdinaryGaps() {
    under(FIRST_SEEN.onGap(OnGap.SKIP))
        .watermark(0)
        .arrives(v(5).time(0))
        .watermark(5)
        .arrives(v(7).time(5))
        .watermark(10, "5 APPLIED")
        .watermark(14)
        .watermark(15, "incident GAP_ABANDONED 6", "7 APPLIED");
  }

  @Test
  void theLimitEndsTheFirstWaitToo() {
    under(FIRST_SEEN.onGap(OnGap.WAIT).limitMillis(100))
        .arrives(v(5))
        .clock(99)
        .clock(100, "5 APPLIED")
        .arrives(v(7))
        .clock(10_000)
        .holds("7");
  }

  @Test
  void theEndOfTheInputEndsTheFirstWait() {
    under(FIRST_SEEN).arrives(v(5)).arrives(v(6)).end("5 APPLIED", "6 APPLIED");
  }

  @Test
  void aNewEpochBeginsLikeANewEntity() {
    under(FIRST_SEEN.onGap(OnGap.WAIT))
        .watermark(0)
        .arrives(v(1, 0).time(0), "1.0 APPLIED")
        .arrives(v(2, 4).time(2))
        .arrives(v(2, 3).time(9))
        .watermark(11)
        .watermark(12, "2.3 APPLIED", "2.4 APPLIED")
        .arrives(v(2, 2), "2.2 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 2.2");
  }

  @Test
  void aFirstVersionOfNineQuintillionIsRejectedOnceTheBeginningIsKnown() {
    long far = 9_000_000_000_000_000_000L;
    under(FIRST_SEEN.onGap(OnGap.SKIP))
        .watermark(0)
        .arrives(v(far).time(0))
        .arrives(v(5).time(0))
        .watermark(
            10, far + " MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP " + far, "5 APPLIED")
        .arrives(v(6).time(10), "6 APPLIED");
    under(FIRST_SEEN)
        .arrives(v(far))
        .arrives(
            v(0),
            far + " MALFORMED(VERSION_JUMP) dead",
            "incident VERSION_JUMP " + far,
            "0 APPLIED")
        .holds();
  }

  @Test
  void aPlaceMarkedTooFarAheadGoesOnceTheBeginningIsKnown() {
    under(FIRST_SEEN.jumpAtMost(10))
        .arrives(v(50).inAnalytics())
        .arrives(v(0), "incident VERSION_JUMP 50", "0 APPLIED")
        .holds();
  }

  @Test
  void onceSomethingIsHeldAJumpIsMeasuredFromTheLowest() {
    under(FIRST_SEEN.jumpAtMost(10))
        .arrives(v(1_000))
        .arrives(v(1_010))
        .arrives(v(1_011), "1011 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 1011")
        .holds("1000", "1010");
  }
}
