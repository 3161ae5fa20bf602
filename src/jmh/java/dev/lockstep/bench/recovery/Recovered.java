package dev.lockstep.bench.recovery;

import dev.lockstep.bench.measure.Checked;

/**
 * What one run showed.
 *
 * @param millis from the end of the task manager to the first output after it
 * @param checkpointMib size of the checkpoint that the job went on from
 * @param output what the oracle says of all outputs, before and after
 */
public record Recovered(double millis, double checkpointMib, String output) implements Checked {
  /** Nothing, because it did not run to its end. */
  static Recovered failed() {
    return new Recovered(0, 0, "FAIL: it did not run to its end");
  }
}
