package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The core decides what the reference model decides, whatever happens. */
final class ReconcilerPropertyTest {
  @Property(tries = 6000, edgeCases = EdgeCasesMode.NONE)
  void byVersionTheCoreAgreesWithTheModel(@ForAll("byVersion") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void byLatestTheCoreAgreesWithTheModel(@ForAll("byLatest") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void byTimeTheCoreAgreesWithTheModel(@ForAll("byTime") Scenario scenario) {
    agrees(scenario);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void byArrivalTheCoreAgreesWithTheModel(@ForAll("byArrival") Scenario scenario) {
    agrees(scenario);
  }

  static void agrees(Scenario scenario) {
    Outcome expected =
        ReferenceModel.outcome(scenario.policy(), Scenario::append, scenario.happenings());
    Outcome actual = Driver.outcome(scenario.policy(), Scenario::append, scenario.happenings());
    assertThat(actual.decisions()).as("decisions").isEqualTo(expected.decisions());
    assertThat(actual.applied()).as("applied").isEqualTo(expected.applied());
    assertThat(actual.notices()).as("incidents").isEqualTo(expected.notices());
    assertThat(actual.held()).as("held").isEqualTo(expected.held());
    assertThat(actual.states()).as("states").isEqualTo(expected.states());
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
