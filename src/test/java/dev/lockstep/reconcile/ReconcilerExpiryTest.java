package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import org.junit.jupiter.api.Test;

/** An entity that nothing happens to shrinks to a residue, which still knows what is old. */
final class ReconcilerExpiryTest {
  @Test
  void aSilentEntityKeepsItsVersionAndSequenceAndNothingElse() {
    Bench bench =
        under(byVersion().residueAfter(100))
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2), "2 APPLIED")
            .watermark(101)
            .hasState("1;2;")
            .watermark(102)
            .hasNoTimers();
    Entity residue = bench.entity();
    Entity wanted = Entity.NEW;
    assertThat(residue)
        .isEqualTo(
            new Entity(
                new Version.Single(2),
                new Version.Single(2),
                null,
                2,
                residue.chain(),
                2,
                null,
                null,
                false,
                wanted.held(),
                0,
                Memory.EMPTY,
                wanted.abandoned(),
                wanted.restartedMillis(),
                wanted.staleRun(),
                null,
                wanted.acts(),
                Timers.OFF));
    assertThat(residue.chain()).isNotZero();
  }

  @Test
  void whatComesAgainAfterItIsStale() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .watermark(500)
        .arrives(v(1), "1 STALE(BEYOND_MEMORY)")
        .arrives(v(1).text("other"), "1 STALE(BEYOND_MEMORY)")
        .hasState(null);
  }

  @Test
  void theNextVersionBeginsWithAnEmptyStateAndTheNextSequence() {
    Bench bench =
        under(byVersion().residueAfter(100))
            .arrives(v(1), "1 APPLIED")
            .watermark(500)
            .arrives(v(2).time(600), "2 APPLIED")
            .hasState("2;");
    assertThat(bench.entity().sequence()).isEqualTo(2);
    assertThat(((Change) bench.outputs().get(1)).receipt().previousVersion())
        .isEqualTo(new Version.Single(1));
  }

  @Test
  void aVersionAheadWaitsForTheOnesBetweenAsEver() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .watermark(500)
        .arrives(v(3).time(600))
        .holds("3")
        .arrives(v(2).time(601), "2 APPLIED", "3 APPLIED")
        .hasState("2;3;");
  }

  @Test
  void anIdOfBeforeIsNoForkAnyMore() {
    under(byVersion().residueAfter(100))
        .arrives(v(1).id("x"), "1 APPLIED")
        .watermark(500)
        .arrives(v(2).id("x"), "2 APPLIED");
  }

  @Test
  void aVersionThatWasGivenUpIsBeyondMemory() {
    under(byVersion().onGap(OnGap.SKIP).residueAfter(100))
        .watermark(0)
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .watermark(13, "incident GAP_ABANDONED 2", "3 APPLIED")
        .watermark(500)
        .arrives(v(2), "2 STALE(BEYOND_MEMORY)");
  }

  @Test
  void eachEventPutsItOff() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).time(90), "2 APPLIED")
        .watermark(189)
        .hasState("1;2;")
        .watermark(190)
        .hasState(null);
  }

  @Test
  void aDuplicateAndAStaleEventDoNot() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(1).time(90), "1 DUPLICATE(SAME_VERSION)")
        .watermark(101)
        .hasState(null)
        .arrives(v(0).time(200), "0 STALE(BEFORE_START)")
        .watermark(1_000)
        .hasNoTimers();
  }

  @Test
  void anEntityThatHoldsSomethingStaysWhole() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(3))
        .watermark(1_000)
        .hasState("1;")
        .holds("3")
        .arrives(v(2), "2 APPLIED", "3 APPLIED")
        .hasState("1;2;3;")
        .watermark(1_001)
        .hasState(null);
  }

  @Test
  void aQuarantinedEntityStaysWhole() {
    under(byVersion().violationsQuarantine().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2).text("!"), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
        .watermark(1_000)
        .hasState("1;")
        .operator(
            "c1",
            Verb.SKIP,
            "e-2",
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(SKIPPED) dead",
            "quarantine over")
        .watermark(1_001)
        .hasState(null);
  }

  @Test
  void onlyTheEndOfALifecycleCountsWhereThatIsAskedFor() {
    Policies policies = byVersion().residueWhenOverAfter(100);
    under(policies, Scenario::append, ScenarioRules.SMALL_WORLD)
        .arrives(v(1).type("Start"), "1 APPLIED")
        .watermark(1_000)
        .hasState("1;")
        .hasNoTimers()
        .arrives(v(2).type("Pay"), "2 APPLIED")
        .watermark(1_001)
        .hasState(null)
        .arrives(v(3).type("Pay"), "3 REJECTED(LIFECYCLE) dead")
        .arrives(v(4).type("Start"), "4 APPLIED")
        .hasState("4;");
  }

  @Test
  void aGraveIsAnEndToo() {
    Bench bench =
        under(byVersion().residueWhenOverAfter(100))
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).deleting(), "2 APPLIED")
            .watermark(1_000)
            .hasNoTimers();
    assertThat(bench.entity().deleted()).isTrue();
    assertThat(bench.entity().memory().size()).isZero();
    bench.arrives(v(2).deleting(), "2 STALE(BEYOND_MEMORY)").arrives(v(3), "3 APPLIED");
  }

  @Test
  void byLatestNoOldVersionComesBackWhateverTiesSay() {
    under(by(OrderBy.LATEST).ties(Ties.REPLACE).residueAfter(100))
        .arrives(v(4), "4 APPLIED")
        .watermark(1_000)
        .arrives(v(3), "3 STALE(OLDER)")
        .arrives(v(4).text("other"), "4 STALE(BEYOND_MEMORY)")
        .arrives(v(9), "9 APPLIED")
        .hasState("9;");
  }

  @Test
  void byTimeWhatIsNotNewerThanTheEntityIsOld() {
    under(by(OrderBy.TIME).residueAfter(100))
        .arrives(at(5, "a"))
        .watermark(5, "a APPLIED")
        .watermark(105)
        .arrives(at(5, "a"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(4, "b"), "b STALE(BEYOND_MEMORY)")
        .arrives(at(200, "c"))
        .watermark(200, "c APPLIED")
        .hasState("c;");
  }

  @Test
  void byArrivalWhatIsNotNewerThanTheEntityIsOld() {
    under(by(OrderBy.ARRIVAL).residueAfter(100))
        .arrives(at(5, "a"), "a APPLIED")
        .watermark(105)
        .arrives(at(5, "a"), "a STALE(BEYOND_MEMORY)")
        .arrives(at(3, "b"), "b STALE(BEYOND_MEMORY)")
        .arrives(at(6, "c"), "c APPLIED")
        .hasState("c;");
  }

  @Test
  void theEndOfABoundedInputExpiresNothing() {
    under(byVersion().residueAfter(100)).arrives(v(1), "1 APPLIED").end().hasState("1;");
  }

  @Test
  void anOperatorsVerbIsNotCarriedOutTwiceAfterIt() {
    under(byVersion().residueAfter(100))
        .arrives(v(1), "1 APPLIED")
        .advance("c1", 3, "incident CONTROL_DONE", "incident GAP_ABANDONED 2..3")
        .watermark(1_000)
        .advance("c1", 3, "incident CONTROL_REPEATED");
  }
}
