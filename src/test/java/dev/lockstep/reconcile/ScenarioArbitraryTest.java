package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/** The scenarios of the property tests reach every verdict, reason and incident of the core. */
final class ScenarioArbitraryTest {
  private static final Set<Reason> BEFORE_AN_ENTITY_IS_ASKED =
      EnumSet.of(
          Reason.UNREADABLE,
          Reason.NO_VALUE,
          Reason.FIELD_MISSING,
          Reason.FIELD_WRONG,
          Reason.OVER_LIMIT,
          Reason.FUTURE,
          Reason.ANALYTICS);

  @Example
  void scenariosReachEveryReasonAndIncident() {
    Set<Reason> reasons = EnumSet.copyOf(BEFORE_AN_ENTITY_IS_ASKED);
    Set<Incident.Kind> incidents = EnumSet.of(Incident.Kind.POISON_RATE);
    for (OrderBy by : OrderBy.values()) {
      RandomGenerator<Scenario> scenarios = ScenarioArbitrary.of(by, 60).generator(1_000);
      for (long seed = 0; seed < 400; seed++) {
        Scenario scenario = scenarios.next(new Random(seed)).value();
        Outcome outcome =
            ReferenceModel.outcome(
                scenario.policy(),
                Scenario::append,
                ScenarioRules.SMALL_WORLD,
                scenario.happenings());
        outcome.decisions().forEach(each -> reasons.add(each.reason()));
        outcome.notices().forEach(each -> incidents.add(each.kind()));
      }
    }
    assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
    assertThat(incidents).containsExactlyInAnyOrder(Incident.Kind.values());
  }
}
