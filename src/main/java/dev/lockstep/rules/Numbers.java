package dev.lockstep.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Exact numbers: Long if it is whole and fits, else BigDecimal without zeros at its end. So each
 * number has one form, and {@code 12.10} equals {@code 12.1}.
 */
final class Numbers {
  /** How many digits a number that is calculated may have when it is written out. */
  static final int DIGITS_AT_MOST = 1_000;

  private static final int LONG_DIGITS = 19;
  private static final MathContext QUOTIENT = new MathContext(34, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** The one form of a number. */
  static Object of(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : stripped(number);
    if (plain.scale() > 0 || (long) plain.precision() - plain.scale() > LONG_DIGITS) {
      return plain;
    }
    try {
      return plain.longValueExact();
    } catch (ArithmeticException beyondLong) {
      return plain;
    }
  }

  private static BigDecimal stripped(BigDecimal number) {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException beyondExponents) {
      throw new NoAnswer("a number with an exponent that is out of range");
    }
  }

  static BigDecimal decimal(Object number) {
    return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
  }

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof BigDecimal;
  }

  static int compare(Object one, Object other) {
    return (one instanceof Long a && other instanceof Long b)
        ? Long.compare(a, b)
        : decimal(one).compareTo(decimal(other));
  }

  static Object add(Object one, Object other) {
    if (one instanceof Long a && other instanceof Long b) {
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) >= 0) {
        return sum;
      }
    }
    return of(writable(decimal(one)).add(writable(decimal(other))));
  }

  static Object subtract(Object one, Object other) {
    return add(one, negate(other));
  }

  static Object negate(Object number) {
    return (number instanceof Long whole && whole != Long.MIN_VALUE)
        ? Long.valueOf(-whole)
        : of(decimal(number).negate());
  }

  static Object multiply(Object one, Object other) {
    return of(writable(writable(decimal(one)).multiply(writable(decimal(other)))));
  }

  /** Exact if it ends within 34 digits, else rounded to them. */
  static Object divide(Object one, Object other) {
    BigDecimal divisor = divisor(other);
    return of(writable(decimal(one)).divide(divisor, QUOTIENT));
  }

  static Object remainder(Object one, Object other) {
    BigDecimal divisor = divisor(other);
    if (one instanceof Long a && other instanceof Long b) {
      return a % b;
    }
    BigDecimal dividend = writable(decimal(one));
    if (dividend.scale() > 0 || divisor.scale() > 0) {
      throw new NoAnswer("`%` is for whole numbers");
    }
    return of(dividend.remainder(divisor));
  }

  private static BigDecimal divisor(Object number) {
    BigDecimal divisor = writable(decimal(number));
    if (divisor.signum() == 0) {
      throw new NoAnswer("division by zero");
    }
    return divisor;
  }

  /** Towards zero. */
  static Object whole(Object number) {
    return number instanceof Long
        ? number
        : of(writable((BigDecimal) number).setScale(0, RoundingMode.DOWN));
  }

  static String text(Object number) {
    return number instanceof Long ? number.toString() : writable(decimal(number)).toPlainString();
  }

  /** A number whose digits can be written out: {@code 1e999999999} cannot. */
  static BigDecimal writable(BigDecimal number) {
    long before = Math.max((long) number.precision() - number.scale(), 1);
    long after = Math.max(number.scale(), 0);
    if (before + after > DIGITS_AT_MOST) {
      throw new NoAnswer("a number of " + (before + after) + " digits, at most " + DIGITS_AT_MOST);
    }
    return number;
  }
}
