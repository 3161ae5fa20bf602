package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import org.junit.jupiter.api.Test;

/** The event that heals a gap quarantine needs no room in the buffer. */
final class ReconcilerHealTest {
  private static final Policies FULL =
      byVersion().onGap(OnGap.QUARANTINE).violationsQuarantine().holdAtMost(3);

  /** Version 1 applied, a full buffer, quarantined for gap 2. */
  private static Bench fullBehindAGap(long... held) {
    Bench bench = under(FULL).watermark(0).arrives(v(1), "1 APPLIED");
    for (long version : held) {
      bench.arrives(v(version));
    }
    return bench.watermark(100, "incident QUARANTINED 2", "quarantine GAP 2 holds 3");
  }

  @Test
  void whatHealsAFullBufferPushesNothingOut() {
    fullBehindAGap(3, 4, 5)
        .arrives(
            v(2),
            "incident RELEASED 2",
            "2 APPLIED",
            "3 APPLIED",
            "4 APPLIED",
            "5 APPLIED",
            "quarantine over")
        .holds();
  }

  @Test
  void whatIsStillTooMuchAfterHealingOverflows() {
    fullBehindAGap(3, 4, 5)
        .arrives(
            v(2).text("!"),
            "incident RELEASED 2",
            "incident QUARANTINED 2",
            "5 OVERFLOW(BUFFER_FULL) dead",
            "incident OVERFLOW 5",
            "quarantine VIOLATION e-2 holds 3")
        .holds("2", "3", "4");
  }

  @Test
  void aGapThatStaysOpenStillOverflows() {
    fullBehindAGap(3, 4, 6)
        .arrives(v(5), "6 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 6")
        .holds("3", "4", "5");
  }

  @Test
  void aGapThatIsToBeNamedOtherwiseIsToldOfWhateverTheCount() {
    under(byVersion().onGap(OnGap.QUARANTINE))
        .watermark(0)
        .arrives(v(1), "1 APPLIED")
        .arrives(v(6))
        .arrives(v(7))
        .watermark(100, "incident QUARANTINED 2..5", "quarantine GAP 2..5 holds 2")
        .arrives(v(2), "quarantine GAP 3..5 holds 3")
        .arrives(v(8), "quarantine GAP 3..5 holds 4")
        .arrives(v(9))
        .arrives(v(4), "quarantine GAP 3 holds 6")
        .arrives(v(5))
        .holds("2", "4", "5", "6", "7", "8", "9")
        .arrives(
            v(3).inAnalytics(),
            "incident RELEASED 2..5",
            "2 APPLIED",
            "4 APPLIED",
            "5 APPLIED",
            "6 APPLIED",
            "7 APPLIED",
            "8 APPLIED",
            "9 APPLIED",
            "quarantine over");
  }

  @Test
  void aLaterEpochDoesNotFillAGapThatItMayFollow() {
    under(byVersion().onGap(OnGap.QUARANTINE).holdAtMost(1))
        .watermark(0)
        .arrives(v(0, 3))
        .watermark(100, "incident QUARANTINED 0.1..0.2", "quarantine GAP 0.1..0.2 holds 1")
        .arrives(
            v(0, 1),
            "0.3 OVERFLOW(BUFFER_FULL) dead",
            "incident OVERFLOW 0.3",
            "quarantine GAP 0.2 holds 1")
        .arrives(v(1, 1), "1.1 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 1.1")
        .holds("0.1")
        .arrives(
            v(0, 2), "incident RELEASED 0.1..0.2", "0.1 APPLIED", "0.2 APPLIED", "quarantine over");
  }
}
