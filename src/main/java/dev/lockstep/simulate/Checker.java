package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Rules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The judge of outcomes that hang on timing: it knows what arrived and what came of it, not when
 * the watermark moved nor when operators came in between, and tells which decisions no timing
 * allows.
 */
public final class Checker {
  private final OrderPolicy policy;
  private final ModelJob job;

  /** A checker of jobs of this policy and fold, without rules. */
  public Checker(OrderPolicy policy, Fold fold) {
    this(policy, fold, Rules.NONE);
  }

  /** A checker of jobs of this policy, fold and rules. */
  public Checker(OrderPolicy policy, Fold fold, Rules rules) {
    this.policy = policy;
    this.job = new ModelJob(policy, fold, rules, correction -> true);
  }

  /** All that is wrong with an outcome; entities in the order in which they first arrived. */
  public List<Finding> check(List<Arrival> arrivals, Outcome outcome) {
    Set<String> entities = new LinkedHashSet<>();
    arrivals.forEach(each -> entities.add(each.entity()));
    outcome.decisions().forEach(each -> entities.add(each.event().entity()));
    List<Finding> all = new ArrayList<>();
    for (String entity : entities) {
      Findings findings = new Findings(part(entity, arrivals, outcome));
      CheckedFate.check(findings);
      CheckedApplied.check(findings);
      CheckedReceipts.check(findings);
      CheckedStates.check(findings, job);
      CheckedControl.check(findings);
      switch (policy.by()) {
        case VERSION -> CheckedGaps.check(findings);
        case LATEST, TIME, ARRIVAL -> {}
      }
      all.addAll(findings.all());
    }
    return all;
  }

  private CheckedEntity part(String entity, List<Arrival> arrivals, Outcome outcome) {
    return new CheckedEntity(
        entity,
        policy,
        only(arrivals, each -> each.entity().equals(entity)),
        only(outcome.decisions(), each -> each.event().entity().equals(entity)),
        only(outcome.applied(), each -> each.event().entity().equals(entity)),
        only(outcome.notices(), each -> each.entity().equals(entity)),
        only(outcome.held(), each -> each.entity().equals(entity)),
        outcome.states().get(entity),
        outcome.quarantined().get(entity));
  }

  private static <T> List<T> only(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).toList();
  }
}
