package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tag;

/** The comparison of the core with the model at length; the failing seed is in the message. */
@Tag("proof")
final class ReconcilerProof {
  private static final int SCENARIOS = 25_000;

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void theCoreAgreesWithTheModel(@ForAll OrderBy by) {
    RandomGenerator<Scenario> scenarios = ScenarioArbitrary.of(by, 60).generator(1_000);
    long tries = (long) SCENARIOS * Integer.getInteger("proof.scale", 1);
    for (long seed = 0; seed < tries; seed++) {
      Scenario scenario = scenarios.next(new Random(seed)).value();
      try {
        ReconcilerPropertyTest.agrees(scenario);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed " + seed + ": " + scenario, failure);
      }
    }
    assertThat(tries).isPositive();
  }
}
