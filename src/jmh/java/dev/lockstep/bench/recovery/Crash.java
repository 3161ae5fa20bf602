package dev.lockstep.bench.recovery;

import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;
import java.util.List;

/**
 * One job that loses its task manager.
 *
 * @param kind of job
 * @param entities how many there are
 * @param each how many events each of them has, repeated ones not counted
 */
record Crash(Kind kind, int entities, int each) {
  Workload workload() {
    return Workload.of(Distribution.UNIFORM, entities, (long) entities * each);
  }

  /** As arguments for another process. */
  List<String> arguments() {
    return List.of(kind.name(), Integer.toString(entities), Integer.toString(each));
  }

  static Crash ofArguments(String[] arguments) {
    return new Crash(
        Kind.valueOf(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }
}
