package dev.lockstep.bench.measure;

/** The garbage collector of every process that is compared: the same for all. */
public enum Collector {
  /** That of the JDK for throughput. */
  PARALLEL("-XX:+UseParallelGC"),
  /** That which the JDK takes by itself. */
  G1("-XX:+UseG1GC");

  private final String option;

  Collector(String option) {
    this.option = option;
  }

  /** As an option of a process. */
  public String option() {
    return option;
  }
}
