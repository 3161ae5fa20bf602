package dev.lockstep.bench.files;

import dev.lockstep.bench.measure.Checked;

/**
 * What one process showed.
 *
 * @param events how many lines there were
 * @param coldSeconds what the first pass took, as Flink counts it: without the start of the JVM
 * @param warmSeconds what the third pass took
 * @param output whether it was right
 */
public record Passed(long events, double coldSeconds, double warmSeconds, String output)
    implements Checked {
  /** Nothing, because it did not run to its end. */
  static Passed failed() {
    return new Passed(0, 0, 0, "FAIL: it did not run to its end");
  }

  double coldPerSecond() {
    return events / coldSeconds;
  }

  double warmPerSecond() {
    return events / warmSeconds;
  }
}
