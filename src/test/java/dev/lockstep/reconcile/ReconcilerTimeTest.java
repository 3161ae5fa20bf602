package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.junit.jupiter.api.Test;

/** {@code by: time}: held until the watermark passes, released lowest place first. */
final class ReconcilerTimeTest {
  private static final Policies TIME = Policies.by(OrderBy.TIME);

  @Test
  void releasesInTheOrderOfTimeWhenTheWatermarkPasses() {
    under(TIME)
        .arrives(at(30, "c"))
        .arrives(at(10, "a"))
        .arrives(at(20, "b"))
        .watermark(9)
        .holds("a", "b", "c")
        .watermark(20, "a APPLIED", "b APPLIED")
        .watermark(29)
        .watermark(30, "c APPLIED")
        .holds()
        .hasNoTimers();
  }

  @Test
  void equalTimesAreOrderedByRanksThenIdThenSource() {
    under(TIME)
        .arrives(at(10, "d").ranks(2L, 0L))
        .arrives(at(10, "c").ranks(1L, 1L))
        .arrives(at(10, "b").ranks(1L, 0L).source("y").text("other"))
        .arrives(at(10, "b").ranks(1L, 0L).source("x"))
        .arrives(at(10, "a").ranks(1L, 1L))
        .watermark(10, "b APPLIED", "b APPLIED", "a APPLIED", "c APPLIED", "d APPLIED")
        .hasState("b;other;a;c;d;");
  }

  @Test
  void whatIsAtOrBelowTheWatermarkButNotLateIsAppliedAtOnce() {
    under(TIME)
        .watermark(50)
        .arrives(at(40, "b"), "b APPLIED")
        .arrives(at(50, "c"), "c APPLIED")
        .holds();
  }

  @Test
  void whatIsBelowTheLastReleasedPlaceIsLate() {
    under(TIME)
        .watermark(50)
        .arrives(at(40, "b"), "b APPLIED")
        .arrives(at(40, "a"), "a LATE(PLACE_PASSED) dead")
        .arrives(at(39, "z"), "z LATE(PLACE_PASSED) dead")
        .arrives(at(40, "c"), "c APPLIED")
        .hasState("b;c;");
  }

  @Test
  void lateEventsAreVerdictsOnlyIfTheSpecSaysSo() {
    under(TIME.routes(false, false))
        .watermark(50)
        .arrives(at(40, "b"), "b APPLIED")
        .arrives(at(39, "a"), "a LATE(PLACE_PASSED)");
  }

  @Test
  void nothingOvertakesAHeldEventThoughTheWatermarkIsAheadOfItsTimer() {
    Reconciler reconciler = new Reconciler(TIME.policy(), Scenario::append, Rules.NONE);
    Step held =
        reconciler.onArrival(
            Entity.NEW, slot -> null, at(10, "a").readAt(1), new Moment(5, 0, 0, 0, 0));
    Step later =
        reconciler.onArrival(
            held.entity(), slot -> null, at(20, "b").readAt(2), new Moment(30, 0, 0, 0, 0));
    assertThat(later.outputs()).isEmpty();
    assertThat(later.entity().held().events()).isEqualTo(2);
  }

  @Test
  void theSameIdWithTheSameContentIsADuplicateWhoeverGaveIt() {
    under(TIME)
        .arrives(at(10, "a"))
        .arrives(at(10, "a"), "a DUPLICATE(SAME_ID)")
        .arrives(at(12, "a").source("retry-topic"), "a DUPLICATE(SAME_ID)")
        .watermark(50, "a APPLIED")
        .arrives(at(10, "a"), "a DUPLICATE(SAME_ID)");
  }

  @Test
  void theSameIdOfTheSameSourceWithAnotherContentIsAConflict() {
    under(TIME)
        .arrives(at(10, "a"))
        .arrives(at(20, "a").text("other"), "a CONFLICT(SAME_ID) dead", "incident CONFLICT")
        .arrives(at(20, "a").text("other").source("elsewhere"))
        .watermark(50, "a APPLIED", "a APPLIED");
  }

  @Test
  void whatMayHaveBeenForgottenIsStale() {
    under(TIME.remember(1_000, 2))
        .watermark(50)
        .arrives(at(10, "a"), "a APPLIED")
        .arrives(at(20, "b"), "b APPLIED")
        .arrives(at(30, "c"), "c APPLIED")
        .arrives(at(10, "a"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(11, "x"), "x LATE(PLACE_PASSED) dead");
    under(TIME.remember(15, 100))
        .watermark(50)
        .arrives(at(10, "a"), "a APPLIED")
        .arrives(at(30, "c"), "c APPLIED")
        .arrives(at(14, "x"), "x STALE(BEYOND_MEMORY)")
        .arrives(at(15, "y"), "y LATE(PLACE_PASSED) dead");
  }

  @Test
  void theHighestPlaceOfAFullBufferGoes() {
    under(TIME.holdAtMost(2))
        .arrives(at(30, "c"))
        .arrives(at(10, "a"))
        .arrives(at(20, "b"), "c OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW")
        .arrives(at(40, "d"), "d OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW")
        .watermark(50, "a APPLIED", "b APPLIED");
  }

  @Test
  void theLimitReleasesTheLowestOnAStreamThatStandsStill() {
    under(TIME.limitMillis(100))
        .watermark(0)
        .clock(1)
        .arrives(at(20, "b"))
        .clock(51)
        .arrives(at(10, "a"))
        .clock(101)
        .holds("a", "b")
        .clock(151, "a APPLIED", "b APPLIED")
        .arrives(at(5, "z"), "z LATE(PLACE_PASSED) dead")
        .arrives(at(21, "c"))
        .watermark(21, "c APPLIED");
  }

  @Test
  void anEventFromTwentyNinetyNineIsHeldAndHurtsNoOther() {
    under(TIME)
        .arrives(at(4_070_908_800_000L, "far"))
        .arrives(at(10, "a"))
        .watermark(10, "a APPLIED")
        .arrives(at(20, "b"))
        .watermark(20, "b APPLIED")
        .holds("far")
        .end("far APPLIED");
  }

  @Test
  void aRejectedEventIsALastReleasedPlaceToo() {
    under(TIME)
        .watermark(50)
        .arrives(at(20, "b").text("!"), "b REJECTED(REDUCER_FAILED) dead")
        .arrives(at(10, "a"), "a LATE(PLACE_PASSED) dead");
  }
}
