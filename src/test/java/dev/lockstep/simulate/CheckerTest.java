package dev.lockstep.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The checker finds nothing in true outcomes, and each lie in a forged one. */
final class CheckerTest {
  private static final Fold FOLD =
      (state, event) -> Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + ";");

  /** Versions 1, 2, 4, 5 and, too late, 3: it was given up. */
  private static final List<Arrival> ARRIVALS =
      Draft.readAll(List.of(v(1), v(2), v(4), v(5), v(2), v(3)));

  private static Draft v(long number) {
    return Draft.of("e", new Version.Single(number), number);
  }

  private static OrderPolicy policy(OrderBy by, OnGap onGap) {
    return new OrderPolicy(
        by,
        Start.at(1),
        new Patience(10, onGap, OrderPolicy.UNLIMITED, false),
        100,
        10_000,
        Set.of(),
        new Routes(false, true),
        Ties.CONFLICT,
        new MemoryPolicy(1_000, 100),
        1_000,
        Quarantines.UNBOUNDED,
        Map.of(),
        false);
  }

  private static Outcome truth() {
    List<Happening> happenings = new ArrayList<>();
    happenings.add(new Happening.WatermarkAt(0));
    ARRIVALS.subList(0, 4).forEach(each -> happenings.add(new Happening.Arrives(each)));
    happenings.add(new Happening.WatermarkAt(100));
    ARRIVALS.subList(4, 6).forEach(each -> happenings.add(new Happening.Arrives(each)));
    return ReferenceModel.outcome(policy(OrderBy.VERSION, OnGap.SKIP), FOLD, happenings);
  }

  private static List<String> rules(OnGap onGap, Outcome outcome) {
    return new Checker(policy(OrderBy.VERSION, onGap), FOLD)
        .check(ARRIVALS, outcome).stream().map(Finding::rule).distinct().toList();
  }

  private static List<String> rules(Outcome outcome) {
    return rules(OnGap.SKIP, outcome);
  }

  private static Outcome decisions(UnaryOperator<List<Decision>> forge) {
    Outcome truth = truth();
    return new Outcome(
        forge.apply(new ArrayList<>(truth.decisions())),
        truth.applied(),
        truth.notices(),
        truth.held(),
        truth.states());
  }

  private static Outcome applied(UnaryOperator<List<Applied>> forge) {
    Outcome truth = truth();
    return new Outcome(
        truth.decisions(),
        forge.apply(new ArrayList<>(truth.applied())),
        truth.notices(),
        truth.held(),
        truth.states());
  }

  private static Outcome notices(UnaryOperator<List<Notice>> forge) {
    Outcome truth = truth();
    return new Outcome(
        truth.decisions(),
        truth.applied(),
        forge.apply(new ArrayList<>(truth.notices())),
        truth.held(),
        truth.states());
  }

  @Test
  void findsNothingInTheTruth() {
    assertThat(truth().decisions())
        .extracting(Decision::verdict)
        .containsExactly(
            Verdict.APPLIED,
            Verdict.APPLIED,
            Verdict.APPLIED,
            Verdict.APPLIED,
            Verdict.DUPLICATE,
            Verdict.STALE);
    assertThat(rules(truth())).isEmpty();
  }

  @Test
  void findsAnEventThatVanished() {
    Outcome forged =
        decisions(
            all -> {
              all.remove(4);
              return all;
            });
    assertThat(rules(forged)).containsExactly("every event has a verdict or is held");
  }

  @Test
  void findsAnEventWithTwoVerdicts() {
    Outcome forged =
        decisions(
            all -> {
              all.add(all.get(4));
              return all;
            });
    assertThat(rules(forged)).containsExactly("no event has two verdicts, nor one and is held");
  }

  @Test
  void findsAnEventThatIsJudgedAndHeldToo() {
    Outcome truth = truth();
    Outcome forged =
        new Outcome(
            truth.decisions(),
            truth.applied(),
            truth.notices(),
            List.of((Event) ARRIVALS.get(5)),
            truth.states());
    assertThat(rules(forged)).contains("no event has two verdicts, nor one and is held");
  }

  @Test
  void findsEventsAppliedOutOfOrder() {
    Outcome truth = truth();
    List<Decision> decisions = new ArrayList<>(truth.decisions());
    List<Applied> applied = new ArrayList<>(truth.applied());
    Collections.swap(decisions, 0, 1);
    Collections.swap(applied, 0, 1);
    Outcome forged = new Outcome(decisions, applied, truth.notices(), truth.held(), truth.states());
    assertThat(rules(forged)).contains("places ascend", "a receipt proves its place");
  }

  @Test
  void findsAnEventAppliedTwice() {
    Outcome truth = truth();
    List<Decision> decisions = new ArrayList<>(truth.decisions());
    List<Applied> applied = new ArrayList<>(truth.applied());
    decisions.add(decisions.get(3));
    applied.add(applied.get(3));
    Outcome forged = new Outcome(decisions, applied, truth.notices(), truth.held(), truth.states());
    assertThat(rules(forged))
        .contains(
            "no event has two verdicts, nor one and is held",
            "no event is applied twice",
            "places ascend");
  }

  @Test
  void findsAnEventAppliedWithoutAVerdict() {
    Outcome forged =
        applied(
            all -> {
              all.remove(3);
              return all;
            });
    assertThat(rules(forged))
        .containsExactly(
            "what is APPLIED is what was applied", "the last state is the last one applied");
  }

  @Test
  void findsAReceiptThatProvesNothing() {
    Outcome forged =
        applied(
            all -> {
              Applied last = all.remove(3);
              all.add(new Applied(last.event(), all.get(0).receipt(), last.state()));
              return all;
            });
    assertThat(rules(forged)).containsExactly("a receipt proves its place");
  }

  @Test
  void findsAStateThatNoFoldGives() {
    Outcome forged =
        applied(
            all -> {
              Applied last = all.remove(3);
              all.add(new Applied(last.event(), last.receipt(), Bytes.utf8("wrong")));
              return all;
            });
    assertThat(rules(forged))
        .containsExactly(
            "a state is the one before it with the event folded in",
            "the last state is the last one applied");
  }

  @Test
  void findsAVersionLeftOutThoughItWasNotGivenUp() {
    Outcome forged = notices(all -> List.of());
    assertThat(rules(forged))
        .containsExactly(
            "what is left out is given up first", "only what was given up is STALE(ABANDONED_GAP)");
  }

  @Test
  void findsAGapGivenUpUnderWait() {
    assertThat(rules(OnGap.WAIT, truth()))
        .containsExactly("under on-gap: wait nothing is given up");
  }

  @Test
  void findsAGapGivenUpThoughNothingWasMissing() {
    Outcome truth = truth();
    List<Decision> decisions = new ArrayList<>(truth.decisions());
    decisions.add(2, decisions.remove(5));
    Outcome forged =
        new Outcome(decisions, truth.applied(), truth.notices(), truth.held(), truth.states());
    assertThat(rules(forged)).containsExactly("a gap is given up only while it is missing");
  }

  @Test
  void findsADuplicateAndAConflictOfNothing() {
    Decision alone = truth().decisions().get(5);
    for (Verdict verdict : List.of(Verdict.DUPLICATE, Verdict.CONFLICT)) {
      Outcome forged =
          decisions(
              all -> {
                boolean dead = verdict == Verdict.CONFLICT;
                all.set(5, new Decision(alone.event(), verdict, Reason.SAME_VERSION, dead));
                return all;
              });
      assertThat(rules(forged)).hasSize(1).first().asString().contains(verdict.name());
    }
  }

  @Test
  void namesTheFirstEntityThatIsWrong() {
    List<Arrival> arrivals =
        Draft.readAll(
            List.of(
                Draft.of("left", new Version.Single(1), 0),
                Draft.of("right", new Version.Single(1), 0)));
    List<Finding> findings =
        new Checker(policy(OrderBy.VERSION, OnGap.SKIP), FOLD)
            .check(arrivals, new Outcome(List.of(), List.of(), List.of(), List.of(), Map.of()));
    assertThat(findings).extracting(Finding::entity).containsExactly("left", "right");
    assertThat(findings.get(0)).asString().startsWith("left: every event has a verdict");
  }
}
