package dev.lockstep.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rate, kept evenly: each record is due one interval after the one before, and a long delay is
 * not made up for in a burst.
 */
public final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  /** A commit that took a moment is made up for; a broker that was away for a minute is not. */
  private static final double CATCH_UP_NANOS = 1e8;

  private static final Pattern RATE = Pattern.compile("(\\d{1,7})(?:/(s|m|h))?");

  private final double intervalNanos;
  private double nextNanos;

  private Pace(double intervalNanos, long nowNanos) {
    this.intervalNanos = intervalNanos;
    this.nextNanos = nowNanos;
  }

  /** A pace such as {@code 200/s}, {@code 30/m} or {@code 5/h}, from now on; null for no rate. */
  public static @Nullable Pace of(String rate, long nowNanos) {
    Matcher parts = RATE.matcher(rate.strip());
    if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
      return null;
    }
    String unit = parts.group(2);
    int seconds = unit == null || unit.equals("s") ? 1 : unit.equals("m") ? 60 : 3_600;
    return new Pace(seconds * NANOS_PER_SECOND / Integer.parseInt(parts.group(1)), nowNanos);
  }

  /** As fast as it goes. */
  public static Pace unlimited() {
    return new Pace(0, 0);
  }

  /** How long the next record must wait, in nanoseconds; it is taken to be sent then. */
  long waitNanos(long nowNanos) {
    double dueNanos = Math.max(nextNanos, nowNanos - CATCH_UP_NANOS);
    nextNanos = dueNanos + intervalNanos;
    return (long) Math.max(0, dueNanos - nowNanos);
  }
}
