package dev.lockstep.bench.operator;

/**
 * What one run showed.
 *
 * @param arrivals how many events went in, repeated ones counted
 * @param wholePerSecond arrivals per second, from the first generated to the last checked
 * @param steadyPerSecond the same over the last three quarters
 * @param cpuSeconds of its process, the start of the JVM among them
 * @param output what the oracle says
 */
public record Measured(
    long arrivals,
    double wholePerSecond,
    double steadyPerSecond,
    double cpuSeconds,
    String output) {
  /** Nothing, because it did not run to its end. */
  static Measured failed(String why) {
    return new Measured(0, 0, 0, 0, "FAIL: " + why);
  }

  /** Whether the output is as it must be. */
  boolean right() {
    return !output.startsWith("FAIL");
  }
}
