package dev.lockstep.pipeline;

import dev.lockstep.event.Arrival;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** All subtasks of the operator; it can be stopped and started on another number of them. */
final class ScaledJob implements AutoCloseable {
  private final Plan plan;
  private final Backend backend;
  private final List<String> came = new ArrayList<>();
  private List<Subtask> subtasks = new ArrayList<>();

  ScaledJob(Plan plan, Backend backend) throws Exception {
    this.plan = plan;
    this.backend = backend;
    subtasks.add(Subtask.start(plan, backend, 0, null));
  }

  void arrives(Arrival arrival) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            arrival.entity(), Subtask.MAX_PARALLELISM, subtasks.size());
    subtasks.get(index).arrives(arrival);
  }

  void watermark(long millis) throws Exception {
    for (Subtask subtask : subtasks) {
      subtask.watermark(millis);
    }
  }

  void restart(int parallelism) throws Exception {
    int before = subtasks.size();
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            checkpoint().toArray(OperatorSubtaskState[]::new));
    close();
    List<Subtask> after = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, Subtask.MAX_PARALLELISM, before, parallelism, i);
      after.add(Subtask.start(plan, backend, 0, part, i, parallelism));
    }
    subtasks = after;
  }

  List<OperatorSubtaskState> checkpoint() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (Subtask subtask : subtasks) {
      states.add(subtask.checkpoint());
    }
    return states;
  }

  /** What all subtasks counted, as of the last checkpoint. */
  Tally tally() throws Exception {
    Tally sum = Tally.NONE;
    for (Subtask subtask : subtasks) {
      sum = sum.plus(subtask.tally());
    }
    return sum;
  }

  long held() throws Exception {
    long held = 0;
    for (Subtask subtask : subtasks) {
      subtask.checkState();
      held += subtask.held();
    }
    return held;
  }

  int eventTimeTimers() {
    return subtasks.stream().mapToInt(Subtask::eventTimeTimers).sum();
  }

  /** All that came out; in order for each entity and output. */
  List<String> came() {
    subtasks.forEach(subtask -> came.addAll(subtask.drain()));
    return came;
  }

  @Override
  public void close() {
    for (Subtask subtask : subtasks) {
      came.addAll(subtask.drain());
      subtask.close();
    }
    subtasks = List.of();
  }
}
