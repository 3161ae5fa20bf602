package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.simulate.Draft;
import org.junit.jupiter.api.Test;

/** One entity that stops, what is parked behind it, and how it goes on. */
final class ReconcilerQuarantineTest {
  private static final Policies POISON = byVersion().violationsQuarantine();
  private static final Policies GAPS = byVersion().onGap(OnGap.QUARANTINE);

  private static Draft poison(long version) {
    return v(version).text("!");
  }

  /** Version 1 applied, version 2 the culprit, versions 3 and 4 parked. */
  private static Bench poisoned() {
    return under(POISON)
        .arrives(v(1), "1 APPLIED")
        .arrives(poison(2), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
        .arrives(v(3), "quarantine VIOLATION e-2 holds 2")
        .arrives(v(4))
        .holds("2", "3", "4");
  }

  @Test
  void aCulpritHasNoVerdictAndWhatFollowsIsParked() {
    poisoned().hasState("1;").hasNoTimers();
  }

  @Test
  void aRetryOfTheCulpritIsADuplicateAndAForkOfItIsAConflict() {
    poisoned()
        .arrives(poison(2), "2 DUPLICATE(SAME_VERSION)")
        .arrives(
            v(2).text("else"), "2 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT 2")
        .arrives(v(1), "1 DUPLICATE(SAME_VERSION)")
        .holds("2", "3", "4");
  }

  @Test
  void aSkippedCulpritIsADeadLetterAndTheOthersGoOnInOrder() {
    poisoned()
        .operator(
            "c1",
            Verb.SKIP,
            "e-2",
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(SKIPPED) dead",
            "3 APPLIED",
            "4 APPLIED",
            "quarantine over")
        .holds()
        .hasState("1;3;4;")
        .arrives(v(5), "5 APPLIED")
        .arrives(poison(2), "2 DUPLICATE(SAME_VERSION)");
  }

  @Test
  void aReleasedCulpritIsJudgedAgainAndMayBeOneAgain() {
    poisoned()
        .operator(
            "c1",
            Verb.RELEASE,
            "e-2",
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "incident QUARANTINED 2",
            "quarantine VIOLATION e-2 holds 3")
        .holds("2", "3", "4");
  }

  @Test
  void aReplacedCulpritGivesItsPlaceToTheCorrectedEvent() {
    poisoned()
        .replace(
            "c1",
            "e-2",
            v(2).id("fixed").text("two"),
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(REPLACED) dead",
            "2 APPLIED",
            "3 APPLIED",
            "4 APPLIED",
            "quarantine over")
        .hasState("1;two;3;4;")
        .arrives(poison(2), "2 DUPLICATE(SAME_VERSION)")
        .holds();
  }

  @Test
  void aCorrectedEventOfAnotherPlaceIsRefused() {
    poisoned()
        .replace("c1", "e-2", v(5).text("two"), "incident CONTROL_REFUSED")
        .replace("c1", "e-3", v(2).text("two"), "incident CONTROL_REFUSED")
        .holds("2", "3", "4");
  }

  @Test
  void twoOperatorsNeverSkipTwoEvents() {
    under(POISON)
        .arrives(v(1), "1 APPLIED")
        .arrives(poison(2), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
        .arrives(poison(3), "quarantine VIOLATION e-2 holds 2")
        .operator(
            "ana",
            Verb.SKIP,
            "e-2",
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(SKIPPED) dead",
            "incident QUARANTINED 3",
            "quarantine VIOLATION e-3 holds 1")
        .operator("ben", Verb.SKIP, "e-2", "incident CONTROL_REFUSED")
        .operator("ana", Verb.SKIP, "e-2", "incident CONTROL_REPEATED")
        .operator("eve", Verb.SKIP, null, "incident CONTROL_REFUSED")
        .holds("3");
  }

  @Test
  void aFullBufferLosesTheHighestPlaceAndNeverTheCulprit() {
    under(POISON.holdAtMost(2))
        .arrives(poison(1), "incident QUARANTINED 1", "quarantine VIOLATION e-1 holds 1")
        .arrives(v(3), "quarantine VIOLATION e-1 holds 2")
        .arrives(v(2), "3 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 3")
        .holds("1", "2")
        .arrives(v(3), "3 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 3");
  }

  @Test
  void aCulpritThatIsOneTooManyMakesTheHighestPlaceGo() {
    under(POISON.holdAtMost(1))
        .arrives(v(2))
        .arrives(
            poison(1),
            "incident QUARANTINED 1",
            "2 OVERFLOW(BUFFER_FULL) dead",
            "incident OVERFLOW 2",
            "quarantine VIOLATION e-1 holds 1")
        .holds("1");
  }

  @Test
  void withoutRoomForMoreTheNextCulpritIsRejected() {
    under(POISON.quarantineAtMost(0, WhenFull.REJECT))
        .arrives(poison(1), "1 REJECTED(REDUCER_FAILED) dead")
        .arrives(v(2), "2 APPLIED")
        .holds();
  }

  @Test
  void aGapIsQuarantinedWhenPatienceIsOverAndHealsByItself() {
    under(GAPS)
        .watermark(0)
        .arrives(v(1), "1 APPLIED")
        .arrives(v(4))
        .watermark(20, "incident QUARANTINED 2..3", "quarantine GAP 2..3 holds 1")
        .hasNoTimers()
        .arrives(v(2), "quarantine GAP 3 holds 2")
        .watermark(1_000)
        .holds("2", "4")
        .arrives(
            v(3),
            "incident RELEASED 2..3",
            "2 APPLIED",
            "3 APPLIED",
            "4 APPLIED",
            "quarantine over")
        .hasState("1;2;3;4;");
  }

  @Test
  void aGapThatHealsByHandWaitsForItsRelease() {
    under(GAPS.healManually())
        .watermark(0)
        .arrives(v(2))
        .watermark(20, "incident QUARANTINED 1", "quarantine GAP 1 holds 1")
        .arrives(v(1), "quarantine GAP 1 holds 2")
        .holds("1", "2")
        .operator(
            "c1",
            Verb.RELEASE,
            "1",
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "1 APPLIED",
            "2 APPLIED",
            "quarantine over");
  }

  @Test
  void aReleasedGapIsWaitedForAnew() {
    under(GAPS)
        .watermark(0)
        .arrives(v(2))
        .watermark(20, "incident QUARANTINED 1", "quarantine GAP 1 holds 1")
        .operator(
            "c1",
            Verb.RELEASE,
            "1",
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "quarantine over")
        .watermark(29)
        .watermark(30, "incident QUARANTINED 1", "quarantine GAP 1 holds 1")
        .holds("2");
  }

  @Test
  void aSkippedGapIsGivenUpAndTheNextOneIsWaitedForAfresh() {
    under(GAPS)
        .watermark(0)
        .arrives(v(2))
        .arrives(v(4))
        .watermark(20, "incident QUARANTINED 1", "quarantine GAP 1 holds 2")
        .operator("c1", Verb.SKIP, "1..3", "incident CONTROL_REFUSED")
        .operator(
            "c2",
            Verb.SKIP,
            "1",
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "incident GAP_ABANDONED 1",
            "2 APPLIED",
            "quarantine over")
        .watermark(29)
        .watermark(30, "incident QUARANTINED 3", "quarantine GAP 3 holds 1")
        .arrives(v(1), "1 STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED 1")
        .holds("4");
  }

  @Test
  void anOpenGapMayBeSkippedBeforePatienceIsOver() {
    under(byVersion())
        .arrives(v(3))
        .operator("c1", Verb.SKIP, "1", "incident CONTROL_REFUSED")
        .operator(
            "c2",
            Verb.SKIP,
            "1..2",
            "incident CONTROL_DONE",
            "incident GAP_ABANDONED 1..2",
            "3 APPLIED")
        .holds();
  }

  @Test
  void theEndOfTheInputQuarantinesWhatIsStillMissing() {
    under(GAPS)
        .watermark(0)
        .arrives(v(2))
        .end("incident QUARANTINED 1", "quarantine GAP 1 holds 1")
        .holds("2")
        .hasNoTimers();
  }

  @Test
  void aForkIsTheCulpritAndItsReleaseIsItsVerdict() {
    under(byVersion().conflictsQuarantine())
        .arrives(v(1), "1 APPLIED")
        .arrives(
            v(1).id("other").text("else"),
            "incident CONFLICT 1",
            "incident QUARANTINED 1",
            "quarantine CONFLICT other holds 1")
        .arrives(v(2), "quarantine CONFLICT other holds 2")
        .operator(
            "c1",
            Verb.RELEASE,
            "other",
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "1 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead",
            "2 APPLIED",
            "quarantine over")
        .hasState("1;2;");
  }

  @Test
  void aForkOfIdsTakesItsOpenVersionWhenItIsSkipped() {
    under(byVersion().conflictsQuarantine())
        .arrives(v(1).id("twice"), "1 APPLIED")
        .arrives(
            v(2).id("twice"),
            "incident CONFLICT 2",
            "incident QUARANTINED 2",
            "quarantine CONFLICT twice holds 1")
        .arrives(v(3), "quarantine CONFLICT twice holds 2")
        .operator(
            "c1",
            Verb.SKIP,
            "twice",
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(SKIPPED) dead",
            "3 APPLIED",
            "quarantine over")
        .hasState("1;3;");
  }

  @Test
  void aPoisonBehindAGapBecomesTheCulpritWhenItsTurnComes() {
    under(POISON)
        .arrives(poison(2))
        .arrives(v(3))
        .arrives(v(1), "1 APPLIED", "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 2")
        .holds("2", "3");
  }
}
