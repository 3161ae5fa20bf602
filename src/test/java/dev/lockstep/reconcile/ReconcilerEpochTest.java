package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import org.junit.jupiter.api.Test;

/** {@code by: version} with pairs: epochs, and where they begin. */
final class ReconcilerEpochTest {
  @Test
  void theStartOfAnyHigherEpochFollows() {
    under(byVersion())
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(1, 2), "1.2 APPLIED")
        .arrives(v(4, 1), "4.1 APPLIED")
        .arrives(v(4, 2), "4.2 APPLIED");
  }

  @Test
  void theFirstEpochMayBeAny() {
    under(byVersion()).arrives(v(7, 1), "7.1 APPLIED");
  }

  @Test
  void aHigherEpochWaitsForWhatIsHeldBelowIt() {
    under(byVersion())
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(1, 3))
        .arrives(v(2, 1))
        .holds("1.3", "2.1")
        .arrives(v(1, 2), "1.2 APPLIED", "1.3 APPLIED", "2.1 APPLIED");
  }

  @Test
  void anEarlierEpochEndsWhenALaterOneBegins() {
    under(byVersion().remember(1_000, 1))
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(2, 1), "2.1 APPLIED")
        .arrives(v(1, 2), "1.2 STALE(ENDED_EPOCH)")
        .arrives(v(1, 1), "1.1 STALE(ENDED_EPOCH)");
  }

  @Test
  void anOldEventOfAnEndedEpochIsNoJumpHoweverHighItsNumber() {
    under(byVersion().jumpAtMost(10))
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(2, 1), "2.1 APPLIED")
        .arrives(v(1, 500), "1.500 STALE(ENDED_EPOCH)");
  }

  @Test
  void aJumpIsMeasuredWithinTheEpoch() {
    under(byVersion().jumpAtMost(10))
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(900, 1), "900.1 APPLIED")
        .arrives(v(901, 11), "901.11 MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP 901.11")
        .arrives(v(901, 10))
        .holds("901.10");
  }

  @Test
  void aGapBetweenEpochsReachesFromTheStartOfTheLaterOne() {
    under(byVersion().onGap(OnGap.SKIP))
        .arrives(v(1, 1), "1.1 APPLIED")
        .arrives(v(2, 3))
        .watermark(5)
        .watermark(15, "incident GAP_ABANDONED 2.1..2.2", "2.3 APPLIED")
        .arrives(v(2, 1), "2.1 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 2.1");
  }

  @Test
  void aGapOfALowerEpochHasItsOwnPatience() {
    under(byVersion().onGap(OnGap.SKIP))
        .watermark(0)
        .arrives(v(1, 1).time(0), "1.1 APPLIED")
        .arrives(v(2, 2).time(0))
        .watermark(9)
        .arrives(v(1, 3).time(0))
        .watermark(18)
        .holds("1.3", "2.2")
        .watermark(
            19,
            "incident GAP_ABANDONED 1.2",
            "1.3 APPLIED",
            "incident GAP_ABANDONED 2.1",
            "2.2 APPLIED");
  }
}
