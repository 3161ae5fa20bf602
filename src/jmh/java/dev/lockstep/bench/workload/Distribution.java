package dev.lockstep.bench.workload;

/** How the events are spread over the entities. */
public enum Distribution {
  /** All entities have as many, and take turns: the worst case for a cache. */
  UNIFORM,
  /** The entity of rank r gets a share of 1 / r: few are hot, most are cold. */
  ZIPF;

  private static final long SEED = 20_260_101;

  /**
   * Who is next, for a number of events without the repeated ones.
   *
   * @param entities a multiple of 50
   * @param events rounded so that it fits
   */
  Schedule schedule(int entities, long events) {
    return switch (this) {
      case UNIFORM -> UniformSchedule.of(entities, events);
      case ZIPF -> ZipfSchedule.of(entities, events, SEED);
    };
  }
}
