package dev.lockstep.bench.latency;

import java.util.concurrent.CompletableFuture;

/**
 * Says when each event is to be sent.
 *
 * <p>The first few are sent at once: the clock begins when something has come out, so that the
 * start of the job is no backlog.
 */
final class Clock {
  /** So many arrivals are sent before it begins. */
  static final long AHEAD = 51;

  private final double perSecond;
  private final CompletableFuture<Long> beganNanos = new CompletableFuture<>();

  Clock(double perSecond) {
    this.perSecond = perSecond;
  }

  /** Begins; another time it does nothing. */
  void begin() {
    beganNanos.complete(System.nanoTime());
  }

  /** When an arrival is to be sent, once the clock has begun. */
  long nanosOf(long arrival) {
    return beganNanos.join() + (long) ((arrival - AHEAD) * 1e9 / perSecond);
  }
}
