package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.pipeline.ScenarioRun.Way;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of the operator: a scenario gives the same, and nothing else, however it is run, on
 * any backend. Where it is restarted after each act, the scenarios take turns in how; in the long
 * proof {@link ReconcileOperatorProof each is run in all ways}.
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

  @Test
  void everyWayIsTakenByManyScenarios() {
    List<Object> taken =
        runs().stream().<Object>map(run -> List.of(run.get()[1], run.get()[2])).toList();
    for (Arguments each : ScenarioRun.of(Scenarios.all().get(0), true)) {
      List<Object> way = List.of(each.get()[1], each.get()[2]);
      assertThat(taken.stream().filter(way::equals)).as(way.toString()).hasSizeGreaterThan(5);
    }
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
