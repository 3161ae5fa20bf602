package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.by;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import org.junit.jupiter.api.Test;

/** A corrected event takes the culprit's place, or nothing happens: it is judged first. */
final class ReconcilerReplaceTest {
  private static final Policies POISON = byVersion().violationsQuarantine();

  @Test
  void aCorrectionWithTheIdOfAParkedEventIsRefused() {
    Bench bench =
        under(POISON)
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).text("!"), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
            .arrives(v(3), "quarantine VIOLATION e-2 holds 2")
            .replace("c1", "e-2", v(2).id("e-3").text("two"), "incident CONTROL_REFUSED")
            .holds("2", "3")
            .hasState("1;");
    assertThat(answer(bench)).startsWith("the corrected event would be CONFLICT(SAME_ID)");
    bench
        .replace(
            "c2",
            "e-2",
            v(2).id("e-2-fixed").text("two"),
            "incident CONTROL_DONE",
            "incident RELEASED 2",
            "2 ABANDONED(REPLACED) dead",
            "2 APPLIED",
            "3 APPLIED",
            "quarantine over")
        .hasState("1;two;3;");
  }

  @Test
  void byLatestACorrectionOfAnotherVersionThatIsKeptIsRefused() {
    Bench bench =
        under(by(OrderBy.LATEST).ties(Ties.KEEP).violationsQuarantine())
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).text("!"), "incident QUARANTINED 2", "quarantine VIOLATION e-2 holds 1")
            .replace("c1", "e-2", v(1).id("fixed").text("one"), "incident CONTROL_REFUSED")
            .holds("2");
    assertThat(answer(bench)).startsWith("the corrected event would be STALE(TIE_KEPT)");
  }

  @Test
  void byTimeACorrectionOfAPassedPlaceIsRefused() {
    Bench bench =
        under(by(OrderBy.TIME).violationsQuarantine())
            .watermark(10)
            .arrives(at(7, "a"), "a APPLIED")
            .arrives(at(8, "b").text("!"), "incident QUARANTINED", "quarantine VIOLATION b holds 1")
            .replace("c1", "b", at(5, "c"), "incident CONTROL_REFUSED")
            .holds("b");
    assertThat(answer(bench)).startsWith("the corrected event would be LATE(PLACE_PASSED)");
  }

  @Test
  void byTimeACorrectionThatIsNotDueYetIsHeld() {
    under(by(OrderBy.TIME).violationsQuarantine())
        .watermark(10)
        .arrives(at(8, "b").text("!"), "incident QUARANTINED", "quarantine VIOLATION b holds 1")
        .replace(
            "c1",
            "b",
            at(20, "c"),
            "incident CONTROL_DONE",
            "incident RELEASED",
            "b ABANDONED(REPLACED) dead",
            "quarantine over")
        .holds("c")
        .watermark(20, "c APPLIED");
  }

  @Test
  void aCorrectionFromBeforeTheRestartIsRefused() {
    Bench bench =
        under(POISON)
            .arrives(v(1).time(50), "1 APPLIED")
            .operator(
                "c1", Verb.RESET, null, "incident CONTROL_DONE", "cleared #2", "incident RESET")
            .arrives(
                v(1).time(60).text("!"),
                "incident QUARANTINED 1",
                "quarantine VIOLATION e-1 holds 1")
            .replace("c2", "e-1", v(1).id("old").time(40), "incident CONTROL_REFUSED")
            .holds("1");
    assertThat(answer(bench)).startsWith("the corrected event would be STALE(BEFORE_RESTART)");
  }

  @Test
  void aCorrectionThatBreaksTheRuleTooIsTheNextCulpritAndTheAnswerSaysSo() {
    Bench bench =
        under(POISON)
            .arrives(v(1).text("!"), "incident QUARANTINED 1", "quarantine VIOLATION e-1 holds 1")
            .replace(
                "c1",
                "e-1",
                v(1).text("!!"),
                "incident CONTROL_DONE",
                "incident RELEASED 1",
                "1 ABANDONED(REPLACED) dead",
                "incident QUARANTINED 1",
                "quarantine VIOLATION e-1 holds 1");
    assertThat(answer(bench)).endsWith("; quarantined again by e-1 (topic/0@2)");
  }

  @Test
  void theAnswerToASkipNamesTheNextCulprit() {
    Bench bench =
        under(POISON)
            .arrives(v(1).text("!"), "incident QUARANTINED 1", "quarantine VIOLATION e-1 holds 1")
            .arrives(v(2).text("!"), "quarantine VIOLATION e-1 holds 2")
            .operator(
                "c1",
                Verb.SKIP,
                "e-1",
                "incident CONTROL_DONE",
                "incident RELEASED 1",
                "1 ABANDONED(SKIPPED) dead",
                "incident QUARANTINED 2",
                "quarantine VIOLATION e-2 holds 1");
    assertThat(answer(bench)).endsWith("; quarantined again by e-2 (topic/0@2)");
  }

  @Test
  void whoMeansTheFirstCulpritDoesNotSkipTheCorrectionOfTheSameId() {
    Bench bench =
        under(POISON)
            .arrives(v(1).text("!"), "incident QUARANTINED 1", "quarantine VIOLATION e-1 holds 1")
            .replace(
                "c1",
                "e-1",
                v(1).text("!!"),
                "incident CONTROL_DONE",
                "incident RELEASED 1",
                "1 ABANDONED(REPLACED) dead",
                "incident QUARANTINED 1",
                "quarantine VIOLATION e-1 holds 1")
            .operatorAt("topic/0@1", "c2", Verb.SKIP, "e-1", "incident CONTROL_REFUSED")
            .holds("1");
    assertThat(answer(bench)).isEqualTo("the culprit e-1 was read at topic/0@2, not at topic/0@1");
    bench
        .operatorAt(
            "topic/0@2",
            "c3",
            Verb.SKIP,
            "e-1",
            "incident CONTROL_DONE",
            "incident RELEASED 1",
            "1 ABANDONED(SKIPPED) dead",
            "quarantine over")
        .holds();
  }

  @Test
  void aGapIsNowhere() {
    Bench bench =
        under(byVersion())
            .arrives(v(2))
            .operatorAt("topic/0@1", "c1", Verb.SKIP, "1", "incident CONTROL_REFUSED");
    assertThat(answer(bench)).isEqualTo("the culprit 1 is a gap, not at topic/0@1");
  }

  /** The last answer that an operator was given. */
  private static String answer(Bench bench) {
    return bench.outputs().stream()
        .filter(Incident.class::isInstance)
        .map(Incident.class::cast)
        .filter(each -> each.kind().name().startsWith("CONTROL"))
        .reduce((first, second) -> second)
        .orElseThrow()
        .detail();
  }
}
