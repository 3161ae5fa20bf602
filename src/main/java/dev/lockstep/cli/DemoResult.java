package dev.lockstep.cli;

import dev.lockstep.reconcile.Verdict;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a job came to.
 *
 * @param records how many its topic held, and operators brought
 * @param states the last state of each entity
 * @param verdicts how many events ended in which
 * @param held how many wait for others
 */
record DemoResult(
    long records, Map<String, Map<String, String>> states, Map<Verdict, Long> verdicts, long held) {
  DemoResult {
    states = new TreeMap<>(states);
    verdicts = new TreeMap<>(verdicts);
  }

  /**
   * The same of a demonstration in which an operator replaced an event, which was in no topic.
   *
   * @param others the entities of that
   */
  DemoResult replaced(Set<String> others) {
    Map<String, Map<String, String>> rest = new TreeMap<>(states);
    rest.keySet().removeAll(others);
    return new DemoResult(records + 1, rest, verdicts, held);
  }

  /** How many events the job can account for. */
  long accounted() {
    return held + verdicts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether nothing is lost, nothing counted twice, and the states are these. */
  boolean isRight(Map<String, Map<String, String>> truth) {
    return accounted() == records && states.equals(truth);
  }
}
