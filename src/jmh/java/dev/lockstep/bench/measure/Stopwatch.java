package dev.lockstep.bench.measure;

/** Times a run of known length: all of it, and the last three quarters, when the code is warm. */
public final class Stopwatch {
  private final long total;
  private final long warm;
  private long count;
  private long beginNanos;
  private long warmNanos;
  private long endNanos;

  /** A stopwatch for so many events. */
  public Stopwatch(long total) {
    this.total = total;
    this.warm = total / 4;
  }

  /** One more event was begun. */
  public void tick() {
    if (count == 0) {
      beginNanos = System.nanoTime();
    }
    count++;
    if (count == warm) {
      warmNanos = System.nanoTime();
    }
  }

  /** The last event is through. */
  public void end() {
    endNanos = System.nanoTime();
  }

  /** Events per second from the first to the last. */
  public double wholePerSecond() {
    return perSecond(total, beginNanos);
  }

  /** Events per second over the last three quarters. */
  public double steadyPerSecond() {
    return perSecond(total - warm, warmNanos);
  }

  private double perSecond(long events, long fromNanos) {
    return events * 1e9 / (endNanos - fromNanos);
  }
}
