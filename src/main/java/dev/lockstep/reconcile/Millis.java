package dev.lockstep.reconcile;

/** Sums of times that stop at the ends of time instead of wrapping round. */
final class Millis {
  private Millis() {}

  static long plus(long timeMillis, long durationMillis) {
    long sum = timeMillis + durationMillis;
    return timeMillis > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  static long minus(long timeMillis, long durationMillis) {
    long difference = timeMillis - durationMillis;
    return timeMillis < 0 && difference > 0 ? Long.MIN_VALUE : difference;
  }
}
