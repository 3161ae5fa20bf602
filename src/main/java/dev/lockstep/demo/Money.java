package dev.lockstep.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/** Amounts with two decimals. */
final class Money {
  private Money() {}

  static BigDecimal ofCents(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  /** A random amount of at least one unit. */
  static BigDecimal upTo(int units, SplittableRandom random) {
    return ofCents(random.nextInt(100, units * 100));
  }

  static String show(String amount) {
    return new BigDecimal(amount).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
