package dev.lockstep.bench.kafka;

/**
 * What one run showed.
 *
 * @param arrivals how many events went in, repeated ones counted
 * @param writtenSeconds from the first record that was read until the last output was in its topic
 * @param committedSeconds until the last output could be read with {@code read_committed}
 * @param cpuSeconds of its process until then, the start of the JVM among them
 * @param peakResidentMib of its process
 * @param output what the oracle says
 */
public record Timed(
    long arrivals,
    double writtenSeconds,
    double committedSeconds,
    double cpuSeconds,
    long peakResidentMib,
    String output) {
  /** Nothing, because it did not run to its end. */
  static Timed failed(String why) {
    return new Timed(0, 0, 0, 0, 0, "FAIL: " + why);
  }

  /** Whether the output is as it must be. */
  boolean right() {
    return !output.startsWith("FAIL");
  }

  double writtenPerSecond() {
    return arrivals / writtenSeconds;
  }

  double committedPerSecond() {
    return arrivals / committedSeconds;
  }
}
