package dev.lockstep.bench.measure;

/** What one run showed: figures, and whether its output was right. */
public interface Checked {
  /** What the oracle says. */
  String output();

  /** Whether the output is as it must be. */
  default boolean right() {
    return !output().startsWith("FAIL");
  }
}
