package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.junit.jupiter.api.Test;

/** {@code by: arrival}: as it comes, once by id. */
final class ReconcilerArrivalTest {
  private static final Policies ARRIVAL = Policies.by(OrderBy.ARRIVAL);

  @Test
  void appliesWhatComesAsItComes() {
    under(ARRIVAL)
        .arrives(at(30, "c"), "c APPLIED")
        .arrives(at(10, "a"), "a APPLIED")
        .arrives(at(20, "b"), "b APPLIED")
        .holds()
        .hasNoTimers()
        .hasState("c;a;b;");
  }

  @Test
  void theSameIdWithTheSameContentIsADuplicateWhoeverGaveIt() {
    under(ARRIVAL)
        .arrives(at(10, "a"), "a APPLIED")
        .arrives(at(10, "a"), "a DUPLICATE(SAME_ID)")
        .arrives(at(99, "a").source("mirror"), "a DUPLICATE(SAME_ID)");
  }

  @Test
  void oneIdFromTwoTopicsIsTwoEventsUnlessTheySayTheSame() {
    under(ARRIVAL)
        .arrives(at(10, "7").source("left").text("l"), "7 APPLIED")
        .arrives(at(10, "7").source("right").text("r"), "7 APPLIED")
        .arrives(
            at(10, "7").source("left").text("x"), "7 CONFLICT(SAME_ID) dead", "incident CONFLICT")
        .arrives(at(10, "7").source("third").text("l"), "7 DUPLICATE(SAME_ID)")
        .hasState("l;r;");
  }

  @Test
  void nothingForgottenLooksLikeAFreshEvent() {
    under(ARRIVAL.remember(1_000, 2))
        .arrives(at(10, "a"), "a APPLIED")
        .arrives(at(20, "b"), "b APPLIED")
        .arrives(at(30, "c"), "c APPLIED")
        .arrives(at(10, "a"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(5, "x"), "x STALE(BEYOND_MEMORY)")
        .arrives(at(11, "y"), "y APPLIED");
  }

  @Test
  void whatIsOlderThanTheEntitysTimeLessRememberIsStale() {
    under(ARRIVAL.remember(10, 100))
        .arrives(at(100, "a"), "a APPLIED")
        .arrives(at(90, "b"), "b APPLIED")
        .arrives(at(89, "c"), "c STALE(BEYOND_MEMORY)");
  }

  @Test
  void aTimeCrowdedOutOnlyByAgeDoesNotCount() {
    under(ARRIVAL.remember(10, 2))
        .arrives(at(1, "a"), "a APPLIED")
        .arrives(at(100, "b"), "b APPLIED")
        .arrives(at(101, "c"), "c APPLIED")
        .arrives(at(95, "d"), "d APPLIED")
        .arrives(at(100, "b"), "b STALE(BEYOND_MEMORY)");
  }
}
