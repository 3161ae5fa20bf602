package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Checker;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The core decides what the reference model decides, whatever happens. */
final class ReconcilerPropertyTest {
  private static final Rules RULES = ScenarioRules.SMALL_WORLD;

  @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void byVersionTheCoreAgreesWithTheModel(@ForAll("byVersion") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void byLatestTheCoreAgreesWithTheModel(@ForAll("byLatest") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void byTimeTheCoreAgreesWithTheModel(@ForAll("byTime") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void byArrivalTheCoreAgreesWithTheModel(@ForAll("byArrival") Scenario scenario) {
    agrees(scenario);
  }

  static void agrees(Scenario scenario) {
    Outcome expected =
        ReferenceModel.outcome(scenario.policy(), Scenario::append, RULES, scenario.happenings());
    Outcome actual =
        Driver.outcome(scenario.policy(), Scenario::append, RULES, scenario.happenings());
    assertThat(actual.decisions()).as("decisions").isEqualTo(expected.decisions());
    assertThat(actual.applied()).as("applied").isEqualTo(expected.applied());
    assertThat(actual.notices()).as("incidents").isEqualTo(expected.notices());
    assertThat(actual.held()).as("held").isEqualTo(expected.held());
    assertThat(actual.states()).as("states").isEqualTo(expected.states());
    assertThat(actual.stages()).as("stages").isEqualTo(expected.stages());
    assertThat(actual.quarantined()).as("quarantined").isEqualTo(expected.quarantined());
    assertThat(actual.cleared()).as("cleared").isEqualTo(expected.cleared());
    if (scenario.policy().memory().expiry().equals(Expiry.NEVER)) {
      isAllowed(scenario, actual);
    }
  }

  /** When an entity expired is not to be seen in what came out: such jobs have no checker. */
  private static void isAllowed(Scenario scenario, Outcome actual) {
    assertThat(
            new Checker(scenario.policy(), Scenario::append, RULES)
                .check(arrivals(scenario), actual))
        .as("what no timing allows")
        .isEmpty();
  }

  private static List<Arrival> arrivals(Scenario scenario) {
    return scenario.happenings().stream()
        .filter(Happening.Arrives.class::isInstance)
        .map(each -> ((Happening.Arrives) each).arrival())
        .toList();
  }

  @Provide
  Arbitrary<Scenario> byVersion() {
    return ScenarioArbitrary.of(OrderBy.VERSION, 40);
  }

  @Provide
  Arbitrary<Scenario> byLatest() {
    return ScenarioArbitrary.of(OrderBy.LATEST, 30);
  }

  @Provide
  Arbitrary<Scenario> byTime() {
    return ScenarioArbitrary.of(OrderBy.TIME, 30);
  }

  @Provide
  Arbitrary<Scenario> byArrival() {
    return ScenarioArbitrary.of(OrderBy.ARRIVAL, 30);
  }
}
