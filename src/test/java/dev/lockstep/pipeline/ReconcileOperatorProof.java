package dev.lockstep.pipeline;

import dev.lockstep.pipeline.ScenarioRun.Way;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the operator where it is restarted after each act, in every way. */
@Tag("proof")
class ReconcileOperatorProof {

  static Stream<Arguments> runs() {
    return Scenarios.all().stream().flatMap(each -> ScenarioRun.of(each, true).stream());
  }

  @ParameterizedTest(name = "{0}: {1} on {2}")
  @MethodSource("runs")
  void aScenarioGivesTheSameHoweverItIsRestarted(Scenario scenario, Way way, Backend backend)
      throws Exception {
    try (ScenarioRun run = new ScenarioRun(scenario, way, backend)) {
      run.play();
    }
  }
}
