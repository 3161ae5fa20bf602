package dev.lockstep.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A time in ISO 8601 with an offset: {@code 2026-01-31T12:00:00.123456Z}, {@code +02:00}, {@code
 * +0200} or {@code +02} for the Z; seconds may be missing, a small t or a space stand for the T.
 * What is finer than a millisecond is cut off.
 */
final class IsoTime {
  private final byte[] text;
  private final int end;
  private int at;

  private IsoTime(byte[] text, int from, int end) {
    this.text = text;
    this.at = from;
    this.end = end;
  }

  /**
   * Epoch milliseconds.
   *
   * @throws DateTimeException when the text is no such time
   */
  static long millis(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return millis(utf8, 0, utf8.length);
  }

  /** The same of a text in UTF-8. */
  static long millis(byte[] utf8, int from, int to) {
    IsoTime time = new IsoTime(utf8, from, to);
    long millis = time.read();
    if (time.at != to) {
      throw new DateTimeException("something follows the time");
    }
    return millis;
  }

  private long read() {
    int year = digits(4, 9999);
    expect('-');
    int month = digits(2, 12);
    expect('-');
    int day = digits(2, 31);
    if (!(skips('T') || skips('t') || skips(' '))) {
      throw new DateTimeException("no time of day");
    }
    long minutes = digits(2, 23) * 60L;
    expect(':');
    minutes += digits(2, 59);
    long millis = skips(':') ? digits(2, 59) * 1000L + fraction() : 0;
    long days = LocalDate.of(year, month, day).toEpochDay();
    return ((days * 24 * 60) + minutes - offsetMinutes()) * 60_000 + millis;
  }

  private int fraction() {
    if (!skips('.') && !skips(',')) {
      return 0;
    }
    int millis = 0;
    int count = 0;
    for (; at < end && isDigit(text[at]); at++, count++) {
      millis = count < 3 ? millis * 10 + text[at] - '0' : millis;
    }
    if (count == 0) {
      throw new DateTimeException("no digits after the point");
    }
    return count == 1 ? millis * 100 : count == 2 ? millis * 10 : millis;
  }

  private int offsetMinutes() {
    if (skips('Z') || skips('z')) {
      return 0;
    }
    boolean west = skips('-');
    if (!west && !skips('+')) {
      throw new DateTimeException("no offset");
    }
    int minutes = digits(2, 18) * 60;
    if (skips(':') || at < end) {
      minutes += digits(2, 59);
    }
    return west ? -minutes : minutes;
  }

  private int digits(int count, int highest) {
    int number = 0;
    for (int i = 0; i < count; i++, at++) {
      if (at >= end || !isDigit(text[at])) {
        throw new DateTimeException("a digit is missing");
      }
      number = number * 10 + text[at] - '0';
    }
    if (number > highest) {
      throw new DateTimeException(number + " is above " + highest);
    }
    return number;
  }

  private void expect(char wanted) {
    if (!skips(wanted)) {
      throw new DateTimeException("a " + wanted + " is missing");
    }
  }

  private boolean skips(char wanted) {
    boolean there = at < end && text[at] == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private static boolean isDigit(byte each) {
    return each >= '0' && each <= '9';
  }
}
