package dev.lockstep.json;

import dev.lockstep.event.Bytes;

/** Whether bytes are UTF-8 as RFC 3629 has it: shortest forms only, no surrogates. */
public final class Utf8 {
  private Utf8() {}

  /** Whether all of them are. */
  public static boolean isValid(Bytes bytes) {
    return firstInvalid(bytes) < 0;
  }

  /** Where the first sequence that is none begins, from the slice's start; -1 when all are. */
  public static int firstInvalid(Bytes bytes) {
    byte[] array = bytes.array();
    int end = bytes.offset() + bytes.length();
    int at = bytes.offset();
    while (at < end) {
      at = EightBytes.endOfAscii(array, at, end);
      while (at < end && array[at] < 0) {
        int size = sequence(array, at, end);
        if (size == 0) {
          return at - bytes.offset();
        }
        at += size;
      }
    }
    return -1;
  }

  /** The text without the byte order mark that some editors put first. */
  public static Bytes withoutMark(Bytes bytes) {
    byte[] array = bytes.array();
    int at = bytes.offset();
    boolean marked =
        bytes.length() >= 3
            && array[at] == (byte) 0xEF
            && array[at + 1] == (byte) 0xBB
            && array[at + 2] == (byte) 0xBF;
    return marked ? bytes.slice(3, bytes.length() - 3) : bytes;
  }

  /** How many bytes the sequence of two or more has, 0 when it is none. */
  private static int sequence(byte[] array, int at, int end) {
    int first = array[at] & 0xFF;
    int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > end || !isSecond(first, array[at + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((array[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** The second byte keeps out long forms, surrogates, and what is above U+10FFFF. */
  private static boolean isSecond(int first, int second) {
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
  }

  /** Whether a text cannot be written as UTF-8: JSON escapes may spell half a surrogate pair. */
  public static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (Character.isSurrogate(each)) {
        boolean paired =
            Character.isHighSurrogate(each)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
