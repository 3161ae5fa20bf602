package dev.lockstep.pipeline;

import dev.lockstep.pipeline.ScenarioRun.Way;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of the operator: a scenario gives the same, and nothing else, however it is run, on
 * either backend. Each is restarted after each act in one way of three, {@link
 * ReconcileOperatorProof in all of them} in the long proof.
 */
class ReconcileOperatorTest {

  static List<Arguments> runs() {
    List<Arguments> runs = new ArrayList<>();
    int nth = 0;
    for (Scenario scenario : Scenarios.all()) {
      runs.addAll(ScenarioRun.of(scenario, false));
      List<Arguments> restarted = ScenarioRun.of(scenario, true);
      if (!restarted.isEmpty()) {
        runs.add(restarted.get(nth++ % restarted.size()));
      }
    }
    return runs;
  }

  @ParameterizedTest(name = "{0}: {1} on {2}")
  @MethodSource("runs")
  void aScenarioGivesTheSameHoweverItIsRun(Scenario scenario, Way way, Backend backend)
      throws Exception {
    try (ScenarioRun run = new ScenarioRun(scenario, way, backend)) {
      run.play();
    }
  }
}
