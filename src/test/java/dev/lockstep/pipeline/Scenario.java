package dev.lockstep.pipeline;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import java.util.ArrayList;
import java.util.List;

/** What happens to a job of one policy, and exactly what comes out of it, act by act. */
final class Scenario {
  static final long START_MILLIS = 1_000;

  private final String name;
  private final Policies policies;
  private final List<Act> acts = new ArrayList<>();
  private boolean timed;
  private int received;

  Scenario(String name, Policies policies) {
    this.name = name;
    this.policies = policies;
  }

  /**
   * One thing that happens, and the lines that come out of it.
   *
   * @param downUntilMillis when the job starts again, if it stops before; else {@link #UP}
   */
  record Act(String what, Deed deed, long downUntilMillis, List<String> lines) {
    static final long UP = -1;
  }

  /** What happens to a running subtask. */
  @FunctionalInterface
  interface Deed {
    void to(Subtask subtask) throws Exception;
  }

  Scenario arrives(Events event, String... lines) {
    return arrives(event.build(), lines);
  }

  Scenario arrives(Arrival arrival, String... lines) {
    received += arrival instanceof Event ? 1 : 0;
    return act("arrives " + arrival, subtask -> subtask.arrives(arrival), lines);
  }

  Scenario watermark(long millis, String... lines) {
    return act("watermark " + millis, subtask -> subtask.watermark(millis), lines);
  }

  /** The end of the input. */
  Scenario end(String... lines) {
    return watermark(Long.MAX_VALUE, lines);
  }

  /** Processing time passes: further restarts would count as new beginnings of it. */
  Scenario clock(long millis, String... lines) {
    timed = true;
    return act("clock " + millis, subtask -> subtask.clock(millis), lines);
  }

  /** What the test itself looks at. */
  Scenario check(Deed deed) {
    return act("check", deed);
  }

  /** The job stops, and starts again at that processing time. */
  Scenario downUntil(long millis, String... lines) {
    acts.add(new Act("down until " + millis, subtask -> {}, millis, List.of(lines)));
    return this;
  }

  private Scenario act(String what, Deed deed, String... lines) {
    acts.add(new Act(what, deed, Act.UP, List.of(lines)));
    return this;
  }

  List<Act> acts() {
    return acts;
  }

  Plan plan() {
    return policies.plan();
  }

  /** How many events arrive; markers are not counted. */
  int received() {
    return received;
  }

  /** Whether more restarts than the scenario's own would change what comes out. */
  boolean countsProcessingTime() {
    return timed;
  }

  @Override
  public String toString() {
    return name;
  }
}
