package dev.lockstep.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The checker finds nothing in what operators truly mended, and each lie about it. */
final class MendedCheckerTest {
  /** Version 2 is poison and replaced, 4 is poison and skipped, 5 goes on, 6 is poison still. */
  private static final List<Arrival> MENDED =
      List.of(
          v(1).readAt(1),
          v(2).text("!").readAt(2),
          new Operator("e").replace("c1", "e-2", v(2).id("new").readAt(1_000)),
          v(3).readAt(3),
          v(4).text("!").readAt(4),
          v(5).readAt(5),
          new Operator("e").skip("c2", "e-4"),
          v(4).text("!").replayedAt(6, 1),
          v(6).text("!").readAt(7),
          new Operator("e").release("c3", "e-5"));

  private static final Fold POISONED =
      (state, event) -> {
        if (event.data().utf8().equals("!")) {
          throw new IllegalArgumentException("poison");
        }
        return Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + ";");
      };

  private static Draft v(long number) {
    return Draft.of("e", new Version.Single(number), number);
  }

  private static OrderPolicy quarantining(boolean violations) {
    return new OrderPolicy(
        OrderBy.VERSION,
        Start.at(1),
        new Patience(10, OnGap.WAIT, OrderPolicy.UNLIMITED, false),
        100,
        OrderPolicy.UNLIMITED,
        Set.of(),
        new Routes(false, true, false, violations),
        Ties.CONFLICT,
        new MemoryPolicy(1_000, 100),
        1_000,
        Quarantines.UNBOUNDED,
        Map.of(),
        false);
  }

  private static Outcome mended() {
    List<Happening> happenings = new ArrayList<>();
    MENDED.forEach(each -> happenings.add(new Happening.Arrives(each)));
    return ReferenceModel.outcome(quarantining(true), POISONED, happenings);
  }

  private static List<String> rules(List<Arrival> arrivals, Outcome outcome) {
    return new Checker(quarantining(true), POISONED)
        .check(arrivals, outcome).stream().map(Finding::rule).distinct().toList();
  }

  private static Outcome forged(
      UnaryOperator<List<Decision>> decisions, UnaryOperator<List<Notice>> notices) {
    Outcome truth = mended();
    return new Outcome(
        decisions.apply(new ArrayList<>(truth.decisions())),
        truth.applied(),
        notices.apply(new ArrayList<>(truth.notices())),
        truth.held(),
        truth.states(),
        truth.stages(),
        truth.quarantined(),
        truth.cleared());
  }

  @Test
  void findsNothingWhereAnEntityIsForgottenInALaterEpochFirst() {
    Operator operator = new Operator("e");
    List<Arrival> arrivals =
        List.of(
            pair(2, 2).readAt(1),
            operator.forget("c1"),
            operator.reset("c2"),
            pair(1, 2).time(30).readAt(2),
            operator.forget("c3"),
            pair(1, 3).time(31).readAt(3));
    List<Happening> happenings = new ArrayList<>();
    arrivals.forEach(each -> happenings.add(new Happening.Arrives(each)));
    Outcome outcome = ReferenceModel.outcome(quarantining(true), POISONED, happenings);
    assertThat(outcome.applied().stream().map(each -> each.event().version()))
        .containsExactly(new Version.Pair(1, 3));
    assertThat(rules(arrivals, outcome)).isEmpty();
  }

  private static Draft pair(long epoch, long number) {
    return Draft.of("e", new Version.Pair(epoch, number), 10 * epoch + number);
  }

  @Test
  void findsNothingWhereAllVersionsThereAreWereGivenUp() {
    Operator operator = new Operator("e");
    List<Arrival> arrivals =
        List.of(
            v(1).markedAt(1),
            v(2).readAt(2),
            operator.reset("c1"),
            operator.advance("c2", new Version.Single(Long.MAX_VALUE)));
    Outcome outcome =
        ReferenceModel.outcome(
            quarantining(true),
            POISONED,
            arrivals.stream().<Happening>map(Happening.Arrives::new).toList());
    assertThat(outcome.notices())
        .extracting(Notice::to)
        .as("the last gap ends where numbers end")
        .endsWith(new Version.Single(Long.MAX_VALUE));
    assertThat(rules(arrivals, outcome)).isEmpty();
  }

  @Test
  void findsNothingInWhatOperatorsMended() {
    assertThat(mended().decisions())
        .extracting(Decision::reason)
        .containsExactly(
            Reason.IN_ORDER,
            Reason.REPLACED,
            Reason.IN_ORDER,
            Reason.IN_ORDER,
            Reason.SKIPPED,
            Reason.IN_ORDER,
            Reason.OVERTAKEN);
    assertThat(mended().quarantined()).containsEntry("e", "VIOLATION e-6");
    assertThat(rules(MENDED, mended())).isEmpty();
  }

  @Test
  void findsWhatNoOperatorAskedFor() {
    List<Arrival> unasked =
        MENDED.stream().filter(each -> !(each instanceof ControlEvent)).toList();
    assertThat(rules(unasked, mended()))
        .containsExactly(
            "no event has two verdicts, nor one and is held",
            "a corrected event stands for the one it replaces",
            "an event is ABANDONED by policy",
            "every control event has one answer");
  }

  @Test
  void findsAnAnswerAndAReleaseThatAreMissing() {
    Outcome forged =
        forged(
            all -> all,
            all -> {
              all.removeIf(each -> each.kind() == Incident.Kind.RELEASED);
              all.remove(all.size() - 1);
              return all;
            });
    assertThat(rules(MENDED, forged))
        .containsExactly(
            "every control event has one answer", "an entity is quarantined until it is released");
  }

  @Test
  void findsAQuarantineThatNoPolicyAsksFor() {
    assertThat(
            new Checker(quarantining(false), POISONED)
                .check(MENDED, mended()).stream().map(Finding::rule).distinct())
        .containsExactly(
            "an event is ABANDONED by policy", "nothing is QUARANTINED unless it is asked for");
  }

  @Test
  void findsACulpritThatIsNotHeld() {
    Outcome truth = mended();
    Outcome forged =
        new Outcome(
            truth.decisions(),
            truth.applied(),
            truth.notices(),
            List.of(),
            truth.states(),
            truth.stages(),
            truth.quarantined(),
            truth.cleared());
    assertThat(rules(MENDED, forged))
        .containsExactly(
            "every event has a verdict or is held", "a culprit is held until its fate is decided");
  }

  @Test
  void findsARejectionThatShouldHaveStoppedTheEntity() {
    Outcome forged =
        forged(all -> judged(all, 4, Verdict.REJECTED, Reason.REDUCER_FAILED), all -> all);
    assertThat(rules(MENDED, forged))
        .containsExactly("a violation is REJECTED where it quarantines nothing");
  }

  @Test
  void findsARejectionThatNoRuleAsksFor() {
    Outcome forged = forged(all -> judged(all, 4, Verdict.REJECTED, Reason.INVARIANT), all -> all);
    assertThat(rules(MENDED, forged)).contains("what is REJECTED breaks the rule that it says");
  }

  @Test
  void findsADeadLetterThatWasDropped() {
    Outcome forged =
        forged(
            all -> {
              Decision last = all.remove(6);
              all.add(new Decision(last.event(), last.verdict(), last.reason(), false));
              return all;
            },
            all -> all);
    assertThat(rules(MENDED, forged)).containsExactly("what is a dead letter is said by its route");
  }

  @Test
  void findsAnEventOvertakenThatWasNeverSetAside() {
    Outcome forged = forged(all -> judged(all, 0, Verdict.STALE, Reason.OVERTAKEN), all -> all);
    assertThat(rules(MENDED, forged)).contains("what is OVERTAKEN was set aside before");
  }

  private static List<Decision> judged(List<Decision> all, int at, Verdict verdict, Reason reason) {
    all.set(at, new Decision(all.get(at).event(), verdict, reason, true));
    return all;
  }

  @Test
  void findsAVersionLeftOutThoughNobodySkippedIt() {
    List<Arrival> arrivals = new ArrayList<>(MENDED);
    arrivals.remove(4);
    Outcome forged =
        forged(
            all -> {
              all.remove(4);
              return all;
            },
            all -> all);
    assertThat(rules(arrivals, forged)).contains("what is left out is given up first");
  }

  @Test
  void findsNothingInAGapThatEndsWithTheLastNumberThereIs() {
    List<Arrival> arrivals =
        List.of(
            v(1).version(new Version.Pair(0, 1)).readAt(1),
            new Operator("e").advance("c1", new Version.Pair(0, Long.MAX_VALUE)),
            v(2).version(new Version.Pair(1, 1)).readAt(2),
            v(3).version(new Version.Pair(1, 2)).readAt(3));
    assertThat(rules(arrivals, outcome(arrivals))).isEmpty();
  }

  private static Outcome outcome(List<Arrival> arrivals) {
    List<Happening> happenings = new ArrayList<>();
    arrivals.forEach(each -> happenings.add(new Happening.Arrives(each)));
    return ReferenceModel.outcome(quarantining(true), POISONED, happenings);
  }

  @Test
  void findsResetsAndReceiptsThatNobodyGave() {
    List<Arrival> arrivals =
        List.of(v(1).readAt(1), new Operator("e").reset("c1"), v(1).time(9).readAt(2));
    List<Happening> happenings = new ArrayList<>();
    arrivals.forEach(each -> happenings.add(new Happening.Arrives(each)));
    Outcome truth = ReferenceModel.outcome(quarantining(true), POISONED, happenings);
    assertThat(truth.cleared()).containsExactly("e");
    assertThat(rules(arrivals, truth)).isEmpty();
    assertThat(rules(List.of(arrivals.get(0), arrivals.get(2)), truth))
        .containsExactly(
            "a receipt proves its place",
            "every control event has one answer",
            "nothing is RESET unless it is asked for");
  }
}
