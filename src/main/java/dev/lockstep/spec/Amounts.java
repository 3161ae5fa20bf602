package dev.lockstep.spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations such as {@code 30s} and {@code 1h30m}, and sizes such as {@code 1MiB}. */
public final class Amounts {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,18})ms)?");
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15}) ?([a-z]+)");
  private static final Map<String, Long> UNIT_BYTES = new LinkedHashMap<>();

  static {
    UNIT_BYTES.put("GiB", 1L << 30);
    UNIT_BYTES.put("MiB", 1L << 20);
    UNIT_BYTES.put("KiB", 1L << 10);
    UNIT_BYTES.put("GB", 1_000_000_000L);
    UNIT_BYTES.put("MB", 1_000_000L);
    UNIT_BYTES.put("KB", 1_000L);
    UNIT_BYTES.put("B", 1L);
  }

  static final Form<Duration> DURATION_FORM = value -> duration(value, Duration.ZERO);
  static final Form<Duration> POSITIVE_DURATION = value -> duration(value, Duration.ofMillis(1));
  static final Form<Integer> SIZE_FORM =
      value -> {
        Long bytes = size(value, 1L << 30, "1GiB");
        return bytes == null ? null : Integer.valueOf(bytes.intValue());
      };

  /** A size, or {@code off} for none. */
  static final Form<Long> SIZE_OR_OFF =
      value ->
          "off".equals(value.text("a size, or `off`"))
              ? Long.valueOf(0)
              : size(value, 1L << 40, "1024GiB");

  private Amounts() {}

  private static @Nullable Duration duration(Value value, Duration least) {
    String text = value.text("a duration");
    if (text == null) {
      return null;
    }
    Duration duration = durationOf(text);
    if (duration == null) {
      return value.wrong("`" + text + "` is not a duration", durationHint(text));
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      String range = least.isZero() ? "at most 36500d" : "more than 0s and at most 36500d";
      return value.wrong("`" + value.name() + "` is " + text, range);
    }
    return duration;
  }

  private static String durationHint(String text) {
    if (text.startsWith("-")) {
      return "durations are not negative";
    }
    boolean bare = text.chars().allMatch(Character::isDigit);
    return bare
        ? "add a unit: `" + text + "s`, `" + text + "ms`"
        : "such as 500ms, 30s, 10m, 1h30m, 5d";
  }

  /** The duration that a text says as in a spec, null when it says none. */
  public static @Nullable Duration durationOf(String text) {
    Matcher parts = DURATION.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return null;
    }
    Duration sum = Duration.ZERO;
    for (int i = 0; i < UNITS.length; i++) {
      String number = parts.group(i + 1);
      if (number != null) {
        sum = sum.plus(Duration.ofMillis(UNIT_MILLIS[i]).multipliedBy(Long.parseLong(number)));
      }
    }
    return sum;
  }

  /** The duration as it is written in a spec. */
  public static String text(Duration duration) {
    long rest = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      if (rest >= UNIT_MILLIS[i]) {
        text.append(rest / UNIT_MILLIS[i]).append(UNITS[i]);
        rest %= UNIT_MILLIS[i];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static @Nullable Long size(Value value, long atMost, String atMostText) {
    String text = value.text("a size");
    if (text == null) {
      return null;
    }
    Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    Long unit = parts.matches() ? unitBytes(parts.group(2)) : null;
    if (unit == null) {
      return value.wrong("`" + text + "` is not a size", "such as 64KB, 1MiB");
    }
    long count = Long.parseLong(parts.group(1));
    return count >= 1 && count <= atMost / unit
        ? Long.valueOf(count * unit)
        : value.wrong(
            "`" + value.name() + "` is " + text + ", not between 1B and " + atMostText, null);
  }

  private static @Nullable Long unitBytes(String unit) {
    return UNIT_BYTES.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(unit))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** The size as it is written in a spec. */
  static String text(long bytes) {
    return UNIT_BYTES.entrySet().stream()
        .filter(entry -> bytes % entry.getValue() == 0)
        .map(entry -> bytes / entry.getValue() + entry.getKey())
        .findFirst()
        .orElseThrow();
  }
}
