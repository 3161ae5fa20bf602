package dev.lockstep.bench.latency;

import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;

/**
 * A stream that is sent by a clock.
 *
 * @param entities how many there are
 * @param events how many there are, repeated ones not counted
 * @param perSecond arrivals per second
 * @param warmUpArrivals so many arrivals at the beginning are not measured
 */
record Load(int entities, long events, double perSecond, long warmUpArrivals) {
  private static final int GROUP = 50;

  /** Entities have at least so many events, so that some are displaced. */
  private static final int EACH = 10;

  /** Few events are spread over fewer entities. */
  static Load of(int entities, long events, double perSecond, long warmUpArrivals) {
    long most = Math.max(1, events / EACH / GROUP) * GROUP;
    return new Load((int) Math.min(entities, most), events, perSecond, warmUpArrivals);
  }

  Workload workload() {
    return Workload.of(Distribution.UNIFORM, entities, events);
  }
}
