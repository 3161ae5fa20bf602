package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what was applied gives the states that came out, and what was rejected breaks a rule. */
final class CheckedStates {
  private static final Stand EMPTY = new Stand(null, null);

  private final Findings findings;
  private final ModelJob job;
  private final boolean mayBeEmptied;
  private Set<Stand> now = Set.of(EMPTY);

  private CheckedStates(Findings findings, ModelJob job) {
    this.findings = findings;
    this.job = job;
    CheckedEntity entity = findings.entity();
    this.mayBeEmptied =
        !entity.policy().restartOn().isEmpty()
            || entity.count(Incident.Kind.RESET) > 0
            || entity.count(Incident.Kind.FORGOTTEN) > 0;
  }

  /** Where an entity may stand before an event. */
  private record Stand(@Nullable Bytes state, @Nullable String stage) {}

  static void check(Findings findings, ModelJob job) {
    new CheckedStates(findings, job).walk();
  }

  private void walk() {
    List<Applied> applied = findings.entity().applied();
    int next = 0;
    for (Decision each : findings.entity().decisions()) {
      if (each.verdict() == Verdict.APPLIED && next < applied.size()) {
        applies(applied.get(next++));
      } else if (each.verdict() == Verdict.REJECTED) {
        rejects(each);
      }
    }
    Bytes last = findings.entity().state();
    findings.require(
        before().stream().anyMatch(each -> Objects.equals(each.state, last)),
        "the last state is the last one applied",
        last);
  }

  private Set<Stand> before() {
    Set<Stand> before = new HashSet<>(now);
    if (mayBeEmptied) {
      before.add(EMPTY);
    }
    return before;
  }

  private void applies(Applied applied) {
    Set<Stand> after = new HashSet<>();
    for (Stand each : before()) {
      ModelFold fold = fold(each, applied.event());
      if (fold.flaw() == null && Objects.equals(fold.state(), applied.state())) {
        after.add(new Stand(fold.state(), fold.stage()));
      }
    }
    findings.require(
        !after.isEmpty(), "a state is the one before it with the event folded in", applied);
    now = after.isEmpty() ? Set.of(new Stand(applied.state(), null)) : after;
  }

  private void rejects(Decision decision) {
    findings.require(
        before().stream()
            .anyMatch(each -> fold(each, decision.event()).flaw() == decision.reason()),
        "what is REJECTED breaks the rule that it says",
        decision);
  }

  private ModelFold fold(Stand before, Event event) {
    return ModelFold.of(job, before.state, before.stage, event);
  }
}
