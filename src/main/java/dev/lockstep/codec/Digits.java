package dev.lockstep.codec;

/** Whole numbers written in ASCII, without a text in between. */
public final class Digits {
  private static final String LOWEST = Long.toString(Long.MIN_VALUE);

  private static final long HIGHEST_POWER = 1_000_000_000_000_000_000L;

  /** Characters of the longest one. */
  static final int AT_MOST = LOWEST.length();

  private Digits() {}

  /** How many characters a number has, with its sign. */
  public static int count(long number) {
    if (number == Long.MIN_VALUE) {
      return AT_MOST;
    }
    int count = number < 0 ? 2 : 1;
    long rest = Math.abs(number);
    for (long power = 10; rest >= power && power < HIGHEST_POWER; power *= 10) {
      count++;
    }
    count += rest >= HIGHEST_POWER ? 1 : 0;
    return count;
  }

  /**
   * Writes a number.
   *
   * @param at where it begins
   * @return where it ends
   */
  @SuppressWarnings("deprecation") // of a text in ASCII the low bytes are the whole text
  public static int write(long number, byte[] into, int at) {
    int end = at + count(number);
    if (number == Long.MIN_VALUE) {
      LOWEST.getBytes(0, AT_MOST, into, at);
      return end;
    }
    long rest = Math.abs(number);
    int place = end;
    while (rest >= 10) {
      long tens = rest / 10;
      into[--place] = (byte) ('0' + (rest - tens * 10));
      rest = tens;
    }
    into[--place] = (byte) ('0' + rest);
    if (number < 0) {
      into[at] = '-';
    }
    return end;
  }

  /** Writes 64 bits as 16 hex digits. */
  public static void writeHex(long bits, byte[] into, int at) {
    for (int i = 0; i < 16; i++) {
      int four = (int) (bits >>> (60 - 4 * i)) & 0xF;
      into[at + i] = (byte) (four < 10 ? '0' + four : 'a' - 10 + four);
    }
  }
}
