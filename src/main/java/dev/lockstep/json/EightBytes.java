package dev.lockstep.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes looked at in one step: most texts hold nothing that stops a reader or a writer. */
public final class EightBytes {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private EightBytes() {}

  /** The bytes from here on, the first of them in the lowest bits. */
  public static long at(byte[] bytes, int from) {
    return (long) LITTLE_ENDIAN.get(bytes, from);
  }

  /** Where the first byte is that is not ASCII; the end when there is none. */
  public static int endOfAscii(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long high = at(bytes, at) & HIGH_BITS;
      if (high != 0) {
        return at + Long.numberOfTrailingZeros(high) / 8;
      }
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /**
   * Where the first byte is that cannot stand in a JSON text as it is: a quote, a backslash or a
   * control character; the end when there is none.
   */
  public static int endOfPlain(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long eight = at(bytes, at);
      long stops = zeros(eight ^ ('"' * EACH)) | zeros(eight ^ ('\\' * EACH)) | below(eight, ' ');
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / 8;
      }
    }
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  /**
   * A place up to which all is ASCII that can stand in a JSON text as it is, and no question mark,
   * which may stand for something else; the end when all is.
   */
  public static int endOfSure(byte[] bytes, int end) {
    int at = 0;
    for (; at + 8 <= end; at += 8) {
      long eight = at(bytes, at);
      long stops =
          (eight & HIGH_BITS)
              | zeros(eight ^ ('"' * EACH))
              | zeros(eight ^ ('\\' * EACH))
              | zeros(eight ^ ('?' * EACH))
              | below(eight, ' ');
      if (stops != 0) {
        return at;
      }
    }
    while (at < end && bytes[at] >= ' ' && bytes[at] != '?' && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Where the first byte of this kind is, of ASCII; the end when there is none. */
  public static int endOf(byte stop, byte[] bytes, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long stops = zeros(at(bytes, at) ^ (stop * EACH));
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / 8;
      }
    }
    while (at < end && bytes[at] != stop) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte each) {
    return (each >= ' ' || each < 0) && each != '"' && each != '\\';
  }

  /** Where the first line feed or carriage return is; the end when there is none. */
  public static int endOfLine(byte[] bytes, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long eight = at(bytes, at);
      long stops = zeros(eight ^ ('\n' * EACH)) | zeros(eight ^ ('\r' * EACH));
      if (stops != 0) {
        return at + Long.numberOfTrailingZeros(stops) / 8;
      }
    }
    while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** The high bit of bytes that are 0; only that of the lowest one is sure. */
  private static long zeros(long eight) {
    return below(eight, 1);
  }

  /** The high bit of ASCII bytes below a bound; only that of the lowest one is sure. */
  private static long below(long eight, int bound) {
    return (eight - (bound * EACH)) & ~eight & HIGH_BITS;
  }
}
