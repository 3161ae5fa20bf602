package dev.lockstep.bench.scale;

import java.util.List;

/**
 * How large a job is measured.
 *
 * @param entities how many there are
 * @param events how many there are, repeated ones not counted
 * @param checkpointMillis time between checkpoints
 */
record Size(int entities, long events, long checkpointMillis) {
  /** As arguments for another process. */
  List<String> arguments() {
    return List.of(
        Integer.toString(entities), Long.toString(events), Long.toString(checkpointMillis));
  }

  static Size ofArguments(String[] arguments) {
    return new Size(
        Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
  }
}
