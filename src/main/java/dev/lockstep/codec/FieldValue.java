package dev.lockstep.codec;

import dev.lockstep.event.Flaw;
import dev.lockstep.event.Version;
import dev.lockstep.json.ReadFault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields that were found say, or the fault that they are. */
final class FieldValue {
  /** 0001-01-01T00:00Z: microseconds taken for milliseconds are far beyond. */
  static final long EARLIEST_MILLIS = -62_135_596_800_000L;

  /** 9999-12-31T23:59:59.999Z. */
  static final long LATEST_MILLIS = 253_402_300_799_999L;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,100}");

  private FieldValue() {}

  /** A text that is there; numbers count as texts: 12.0 as "12". */
  static String text(Found found, int atMost) throws ReadFault {
    found.require();
    if (found.kind == Found.Kind.NUMBER) {
      return found.shortInteger() >= 0 ? found.text() : plain(found, atMost);
    }
    return name(found);
  }

  /** The same, or null when it is missing. */
  static @Nullable String optionalText(@Nullable Found found, int atMost) throws ReadFault {
    return found == null || !found.isPresent() ? null : text(found, atMost);
  }

  /** A text that is there. */
  static String name(Found found) throws ReadFault {
    found.require();
    if (found.kind != Found.Kind.TEXT) {
      throw found.wrong("a text");
    }
    String text = found.text();
    if (text.isEmpty()) {
      throw found.wrong("a text of one character or more");
    }
    if (found.hasLoneSurrogate()) {
      throw found.wrong("Unicode: half of a surrogate pair");
    }
    return text;
  }

  private static String plain(Found found, int atMost) throws ReadFault {
    BigDecimal number = decimal(found, "a number that can be written out");
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal exact = stripped(found, number, atMost);
    long length = Math.max((long) exact.precision() - exact.scale(), exact.scale());
    if (length > atMost) {
      throw tooLong(found, atMost);
    }
    return exact.toPlainString();
  }

  private static BigDecimal stripped(Found found, BigDecimal number, int atMost) throws ReadFault {
    try {
      return number.stripTrailingZeros();
    } catch (ArithmeticException beyondExponents) {
      throw tooLong(found, atMost);
    }
  }

  private static ReadFault tooLong(Found found, int atMost) {
    return new ReadFault(
        Flaw.OVER_LIMIT, found.pointer + ": a number of more than " + atMost + " digits");
  }

  private static BigDecimal decimal(Found found, String expected) throws ReadFault {
    try {
      return new BigDecimal(found.text());
    } catch (NumberFormatException e) {
      throw found.wrong(expected);
    }
  }

  /** An integer of 64 bits, as a number or as a text. */
  static long integer(Found found, String expected) throws ReadFault {
    found.require();
    long number = found.shortInteger();
    return number >= 0 ? number : anyInteger(found, expected);
  }

  private static long anyInteger(Found found, String expected) throws ReadFault {
    boolean isWritten =
        found.kind == Found.Kind.NUMBER
            || (found.kind == Found.Kind.TEXT && isDigits(found.text()));
    if (!isWritten) {
      throw found.wrong(expected);
    }
    try {
      return decimal(found, expected).longValueExact();
    } catch (ArithmeticException e) {
      throw found.wrong(expected);
    }
  }

  private static boolean isDigits(String text) {
    return DIGITS.matcher(text.startsWith("-") ? text.substring(1) : text).matches();
  }

  private static long place(Found found) throws ReadFault {
    String expected = "an integer from 0 to 2^63 - 1";
    long number = integer(found, expected);
    if (number < 0) {
      throw found.wrong(expected);
    }
    return number;
  }

  static Version pair(Found epoch, Found number) throws ReadFault {
    return new Version.Pair(place(epoch), place(number));
  }

  /** A version of one number. */
  static Version single(Found found) throws ReadFault {
    found.require();
    return new Version.Single(place(found));
  }

  /** A version that is a text. */
  static Version textual(Found found) throws ReadFault {
    found.require();
    return new Version.Text(name(found));
  }

  /** Epoch milliseconds. */
  static long time(Found found) throws ReadFault {
    found.require();
    long millis =
        found.kind == Found.Kind.TEXT && !isLabelledNumber(found)
            ? isoTime(found)
            : integer(found, "epoch milliseconds");
    if (millis < EARLIEST_MILLIS || millis > LATEST_MILLIS) {
      throw found.wrong("a time of the years 1 to 9999 in epoch milliseconds");
    }
    return millis;
  }

  /** Headers and keys have no numbers but those that are written as text. */
  private static boolean isLabelledNumber(Found found) {
    return found.isLabel && isDigits(found.text());
  }

  /** Epoch milliseconds of a time that is written in ISO 8601. */
  static long timestamp(Found found) throws ReadFault {
    return isoTime(found, "a time in ISO 8601 with an offset");
  }

  private static long isoTime(Found found) throws ReadFault {
    return isoTime(found, "epoch milliseconds or ISO 8601 with an offset");
  }

  private static long isoTime(Found found, String expected) throws ReadFault {
    if (found.kind != Found.Kind.TEXT) {
      throw found.wrong(expected);
    }
    try {
      return found.isoMillis();
    } catch (DateTimeException e) {
      throw found.wrong(expected + " (" + e.getMessage() + ")");
    }
  }

  static boolean flag(@Nullable Found found) throws ReadFault {
    if (found == null || !found.isPresent()) {
      return false;
    }
    boolean isTrue = found.kind == Found.Kind.TRUE || isLabelled(found, "true");
    boolean isFalse = found.kind == Found.Kind.FALSE || isLabelled(found, "false");
    if (!isTrue && !isFalse) {
      throw found.wrong("a boolean");
    }
    return isTrue;
  }

  private static boolean isLabelled(Found found, String word) {
    return found.isLabel && found.kind == Found.Kind.TEXT && found.text().equals(word);
  }
}
