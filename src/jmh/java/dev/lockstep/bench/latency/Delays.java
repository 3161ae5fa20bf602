package dev.lockstep.bench.latency;

import dev.lockstep.bench.measure.Checked;
import org.HdrHistogram.Histogram;

/**
 * What one run showed.
 *
 * @param arrivals how many events went in, repeated ones counted
 * @param perSecond applied events per second, from the third tenth of them to the ninth
 * @param inOrder of events that came when it was their turn
 * @param held of events that had to wait, beyond what they had to wait
 * @param output what the oracle says
 */
public record Delays(
    long arrivals, double perSecond, Percentiles inOrder, Percentiles held, String output)
    implements Checked {

  /**
   * Latencies in milliseconds.
   *
   * @param count how many events
   */
  public record Percentiles(long count, double p50, double p99, double p999, double max) {
    private static final double MICROS_PER_MILLI = 1000;

    static Percentiles of(Histogram micros) {
      return new Percentiles(
          micros.getTotalCount(),
          micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
          micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
          micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI,
          micros.getMaxValue() / MICROS_PER_MILLI);
    }
  }
}
