package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that asks for it hears of each gap, and when it will be given up. */
final class ReconcilerGapDiaryTest {
  private static final Policies SKIPS = byVersion().onGap(OnGap.SKIP).waitMillis(20).reportsGaps();

  @Test
  void eachGapIsToldWhenItOpensAndWhenItIsFilled() {
    under(SKIPS)
        .arrives(v(1), "1 APPLIED")
        .arrives(v(4), "incident GAP_OPENED 2..3")
        .arrives(v(3))
        .arrives(v(7), "incident GAP_OPENED 5..6")
        .arrives(v(2), "2 APPLIED", "3 APPLIED", "4 APPLIED", "incident GAP_FILLED 2")
        .holds("7");
  }

  @Test
  void theDeadlineIsTheWatermarkAtWhichPatienceIsOver() {
    Bench bench =
        under(SKIPS)
            .watermark(3)
            .arrives(v(1), "1 APPLIED")
            .arrives(v(4), "incident GAP_OPENED 2..3")
            .arrives(v(9), "incident GAP_OPENED 5..8");
    assertThat(deadlines(bench)).containsExactly(4L + 20, 9L + 20);
    bench
        .watermark(23)
        .watermark(24, "incident GAP_ABANDONED 2..3", "4 APPLIED")
        .watermark(28)
        .watermark(29, "incident GAP_ABANDONED 5..8", "9 APPLIED");
  }

  @Test
  void whatIsWaitedForWithoutEndHasNoDeadline() {
    Bench bench =
        under(byVersion().onGap(OnGap.WAIT).reportsGaps())
            .watermark(3)
            .arrives(v(2), "incident GAP_OPENED 1");
    assertThat(deadlines(bench)).containsExactly((Long) null);
  }

  private static List<Long> deadlines(Bench bench) {
    return bench.outputs().stream()
        .filter(Incident.class::isInstance)
        .map(Incident.class::cast)
        .filter(incident -> incident.kind() == Kind.GAP_OPENED)
        .map(incident -> incident.facts().deadlineMillis())
        .toList();
  }
}
