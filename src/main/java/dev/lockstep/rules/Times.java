package dev.lockstep.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations, to the nanosecond. There is no clock here, and no time zone but UTC. */
final class Times {
  private static final Pattern DURATION =
      Pattern.compile("-?(?:\\d{1,18}(?:\\.\\d{1,9})?(?:h|ms|us|ns|m|s))+|0");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|us|ns|m|s)");
  private static final Map<String, Long> UNIT_NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "ns", 1L);
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private Times() {}

  /** The time that an ISO 8601 text says, or seconds since 1970. */
  static Instant time(Object value) {
    if (value instanceof Instant time) {
      return time;
    }
    if (value instanceof String text) {
      return inRange(
          "a text is not a time, such as 2026-03-02T08:00:00Z", () -> Instant.parse(text));
    }
    return inRange("a number is beyond all times", () -> atSecond(value));
  }

  private static Instant atSecond(Object seconds) {
    BigDecimal exact = Numbers.writable(Numbers.decimal(seconds));
    BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
    BigDecimal nanos = exact.subtract(whole).multiply(NANOS);
    return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValue());
  }

  static Duration duration(Object value) {
    if (value instanceof Duration duration) {
      return duration;
    }
    String text = (String) value;
    if (!DURATION.matcher(text).matches()) {
      throw new NoAnswer("a text is not a duration, such as 1h30m");
    }
    return inRange("beyond all durations", () -> nanos(text));
  }

  private static Duration nanos(String text) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      BigDecimal unit = BigDecimal.valueOf(UNIT_NANOS.getOrDefault(parts.group(2), 0L));
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(unit));
    }
    BigDecimal[] split = nanos.setScale(0, RoundingMode.DOWN).divideAndRemainder(NANOS);
    Duration duration = Duration.ofSeconds(split[0].longValueExact(), split[1].longValueExact());
    return text.startsWith("-") ? duration.negated() : duration;
  }

  static Object add(Object one, Object other) {
    if (one instanceof Instant time) {
      return moved(time, (Duration) other);
    }
    return other instanceof Instant time
        ? moved(time, (Duration) one)
        : inRange("beyond all durations", () -> ((Duration) one).plus((Duration) other));
  }

  static Object subtract(Object one, Object other) {
    Duration back =
        other instanceof Duration duration
            ? inRange("beyond all durations", duration::negated)
            : Duration.ZERO;
    return other instanceof Instant end
        ? inRange("beyond all durations", () -> Duration.between(end, (Instant) one))
        : add(one, back);
  }

  private static Instant moved(Instant time, Duration by) {
    return inRange("beyond all times", () -> time.plus(by));
  }

  private static <T> T inRange(String otherwise, Supplier<T> calculation) {
    try {
      return calculation.get();
    } catch (DateTimeException | ArithmeticException e) {
      throw new NoAnswer(otherwise);
    }
  }
}
