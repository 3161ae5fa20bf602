package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.Distribution;
import java.util.List;

/**
 * One thing to measure.
 *
 * @param subject what
 * @param backend where it keeps its state
 * @param distribution of the events over the entities
 * @param entities how many there are
 * @param events how many there are, repeated ones not counted
 */
record Trial(
    Subject subject, Backend backend, Distribution distribution, int entities, long events) {

  /** As arguments for another process. */
  List<String> arguments() {
    return List.of(
        subject.name(),
        backend.name(),
        distribution.name(),
        Integer.toString(entities),
        Long.toString(events));
  }

  static Trial ofArguments(String[] arguments) {
    return new Trial(
        Subject.valueOf(arguments[0]),
        Backend.valueOf(arguments[1]),
        Distribution.valueOf(arguments[2]),
        Integer.parseInt(arguments[3]),
        Long.parseLong(arguments[4]));
  }
}
