package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.pipeline.Scenario.Act;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.provider.Arguments;

/** One run of one scenario: it gives the same, and nothing else, however it is run. */
final class ScenarioRun implements AutoCloseable {

  /** How a scenario is run. */
  enum Way {
    /** Looked at after each act. */
    PLAIN,
    /** Looked at when all is over. */
    IN_ONE_BATCH,
    /** Stopped with a checkpoint after each act, and started from it. */
    RESTORED_AFTER_EACH_ACT,
    /** Stopped with a savepoint after each act, and started on the other backend. */
    MOVED_AFTER_EACH_ACT;

    /** What moves after each act is on both backends, wherever it begins. */
    private Stream<Backend> backends() {
      return this == MOVED_AFTER_EACH_ACT ? Stream.of(Backend.HEAP) : Stream.of(Backend.values());
    }

    private boolean restarts() {
      return this == RESTORED_AFTER_EACH_ACT || this == MOVED_AFTER_EACH_ACT;
    }
  }

  /** All runs of a scenario that are restarted after each act, or all that are not. */
  static List<Arguments> of(Scenario scenario, boolean restarted) {
    return Stream.of(Way.values())
        .filter(way -> way.restarts() == restarted)
        .filter(way -> !(restarted && scenario.countsProcessingTime()))
        .flatMap(way -> way.backends().map(on -> Arguments.of(scenario, way, on)))
        .toList();
  }

  private final Scenario scenario;
  private final Way way;
  private final List<String> came = new ArrayList<>();
  private Backend backend;
  private Subtask subtask;

  ScenarioRun(Scenario scenario, Way way, Backend backend) throws Exception {
    this.scenario = scenario;
    this.way = way;
    this.backend = backend;
    this.subtask = Subtask.start(scenario.plan(), backend, Scenario.START_MILLIS, null);
  }

  void play() throws Exception {
    List<String> awaited = new ArrayList<>();
    for (Act act : scenario.acts()) {
      play(act);
      awaited.addAll(act.lines());
      if (way != Way.IN_ONE_BATCH) {
        subtask.checkState();
        lookAt(awaited, act.what());
      }
    }
    lookAt(awaited, "all");
    checkEnd();
  }

  private void play(Act act) throws Exception {
    if (act.downUntilMillis() != Act.UP) {
      restart(act.downUntilMillis());
    }
    act.deed().to(subtask);
    if (way.restarts()) {
      restart(Scenario.START_MILLIS);
    }
  }

  private void restart(long nowMillis) throws Exception {
    boolean moves = way == Way.MOVED_AFTER_EACH_ACT;
    OperatorSubtaskState state = moves ? subtask.savepoint() : subtask.checkpoint();
    came.addAll(subtask.drain());
    subtask.close();
    backend = moves ? backend.other() : backend;
    subtask = Subtask.start(scenario.plan(), backend, nowMillis, state);
  }

  /** Order holds within one output, and there is none across outputs. */
  private void lookAt(List<String> awaited, String after) {
    came.addAll(subtask.drain());
    assertThat(byOutput(came)).as("after " + after).isEqualTo(byOutput(awaited));
    came.clear();
    awaited.clear();
  }

  private static Map<String, List<String>> byOutput(List<String> lines) {
    return lines.stream().collect(Collectors.groupingBy(Lines::output));
  }

  private void checkEnd() throws Exception {
    assertThat(subtask.eventTimeTimers()).as("event-time timers at the end").isZero();
    subtask.checkpoint();
    Tally tally = subtask.tally();
    assertThat(tally.get(Tally.HELD)).as("held, as counted").isEqualTo(subtask.held());
    assertThat(tally.verdicts() + tally.get(Tally.HELD))
        .as("verdicts + held")
        .isEqualTo(scenario.received() + tally.get(Tally.RECEIVED));
  }

  @Override
  public void close() {
    subtask.close();
  }
}
