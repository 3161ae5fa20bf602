package dev.lockstep.simulate;

import java.math.BigInteger;

/** Arithmetic on times and versions that stops at the ends of a long. */
final class Saturated {
  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Saturated() {}

  static long plus(long one, long other) {
    return clamp(BigInteger.valueOf(one).add(BigInteger.valueOf(other)));
  }

  static long minus(long one, long other) {
    return clamp(BigInteger.valueOf(one).subtract(BigInteger.valueOf(other)));
  }

  private static long clamp(BigInteger exact) {
    return exact.max(LOWEST).min(HIGHEST).longValueExact();
  }
}
