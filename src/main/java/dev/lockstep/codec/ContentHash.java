package dev.lockstep.codec;

import dev.lockstep.event.Flaw;
import dev.lockstep.event.StableHash;
import dev.lockstep.json.ReadFault;

/**
 * The hash of a JSON value, by what it says: neither the order of fields, nor space, nor escapes,
 * nor the way a number is written make a difference. Its values are kept in state and never change.
 */
final class ContentHash {
  /** The hash of data that are not there, as a delete may have none. */
  static final long NOTHING = StableHash.finish(1);

  static final long NULL = StableHash.finish(2);
  static final long TRUE = StableHash.finish(3);
  static final long FALSE = StableHash.finish(4);

  private static final long TEXT = 5;
  private static final long NUMBER = 6;
  private static final long ARRAY = 7;
  private static final long OBJECT = 8;
  private static final long FIELD = 9;
  private static final int CHUNK_DIGITS = 18;

  /** What an exact decimal can hold, whatever its digits. */
  private static final long EXPONENT_AT_MOST = 999_999_999;

  private ContentHash() {}

  /** The hash of an event's content. */
  static long of(String type, boolean delete, long data) {
    long hash = StableHash.with(StableHash.of(type), delete ? 1 : 0);
    return StableHash.finish(StableHash.with(hash, data));
  }

  /** A text, by the {@link StableHash} of its characters. */
  static long text(long characters) {
    return StableHash.finish(StableHash.with(TEXT, characters));
  }

  /** An array that begins; its elements are taken in with {@link StableHash#with} in turn. */
  static long array() {
    return ARRAY;
  }

  static long array(long elements, int count) {
    return StableHash.finish(StableHash.with(elements, count));
  }

  /**
   * One field, by the {@link StableHash} of its name; the fields of an object are added up, so that
   * their order does not count.
   */
  static long field(long name, long value) {
    return StableHash.finish(StableHash.with(StableHash.with(FIELD, name), value));
  }

  static long object(long fields, int count) {
    return StableHash.finish(StableHash.with(StableHash.with(OBJECT, fields), count));
  }

  /**
   * A number as JSON writes it, by its value: sign, digits from the first to the last that is not
   * zero, and the power of ten of the last one. The time it takes grows with the length of the
   * text, not with the number.
   */
  static long number(byte[] ascii, int offset, int end) throws ReadFault {
    int mantissaEnd = offset;
    while (mantissaEnd < end && (ascii[mantissaEnd] | 0x20) != 'e') {
      mantissaEnd++;
    }
    int first = firstDigit(ascii, offset, mantissaEnd);
    if (first == mantissaEnd) {
      return StableHash.finish(StableHash.with(NUMBER, 0));
    }
    int last = mantissaEnd - 1;
    while (ascii[last] == '0' || ascii[last] == '.') {
      last--;
    }
    long power = power(ascii, offset, last, mantissaEnd) + exponent(ascii, mantissaEnd + 1, end);
    long sign = ascii[offset] == '-' ? -1 : 1;
    return StableHash.finish(
        StableHash.with(StableHash.with(digits(ascii, first, last), power), sign));
  }

  private static int firstDigit(byte[] ascii, int from, int end) {
    int at = from;
    while (at < end && (ascii[at] < '1' || ascii[at] > '9')) {
      at++;
    }
    return at;
  }

  /** The power of ten of the digit at {@code last}, before any exponent. */
  private static long power(byte[] ascii, int offset, int last, int end) {
    for (int dot = offset; dot < end; dot++) {
      if (ascii[dot] == '.') {
        return dot > last ? dot - last - 1L : dot - (long) last;
      }
    }
    return end - last - 1L;
  }

  private static long exponent(byte[] ascii, int from, int end) throws ReadFault {
    if (from >= end) {
      return 0;
    }
    boolean signed = ascii[from] == '-' || ascii[from] == '+';
    long exponent = 0;
    for (int i = signed ? from + 1 : from; i < end; i++) {
      exponent = exponent * 10 + ascii[i] - '0';
      if (exponent > EXPONENT_AT_MOST) {
        throw new ReadFault(Flaw.OVER_LIMIT, "a number with an exponent above " + EXPONENT_AT_MOST);
      }
    }
    return ascii[from] == '-' ? -exponent : exponent;
  }

  private static long digits(byte[] ascii, int first, int last) {
    long hash = NUMBER;
    long chunk = 0;
    int count = 0;
    for (int i = first; i <= last; i++) {
      if (ascii[i] != '.') {
        chunk = chunk * 10 + ascii[i] - '0';
        count++;
        if (count % CHUNK_DIGITS == 0) {
          hash = StableHash.with(hash, chunk);
          chunk = 0;
        }
      }
    }
    return StableHash.with(StableHash.with(hash, chunk), count);
  }
}
