package dev.lockstep.event;

/**
 * A 64-bit hash whose values never change, because they are kept in state.
 *
 * <p>It is not cryptographic: it tells events apart, it does not protect against forgery.
 */
public final class StableHash {
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long FACTOR = 0xD6E8FEB86659FD93L;

  private StableHash() {}

  /** The hash of a text, over its UTF-16 code units and their number. */
  public static long of(String text) {
    long hash = SEED ^ text.length();
    int i = 0;
    for (; i + 4 <= text.length(); i += 4) {
      hash =
          with(
              hash,
              four(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2), text.charAt(i + 3)));
    }
    for (; i < text.length(); i++) {
      hash = with(hash, text.charAt(i));
    }
    return finish(hash);
  }

  /** The hash of the text that these characters are: the same as that of the string. */
  public static long of(char[] chars, int offset, int length) {
    long hash = SEED ^ length;
    int i = offset;
    int end = offset + length;
    for (; i + 4 <= end; i += 4) {
      hash = with(hash, four(chars[i], chars[i + 1], chars[i + 2], chars[i + 3]));
    }
    for (; i < end; i++) {
      hash = with(hash, chars[i]);
    }
    return finish(hash);
  }

  /** The hash of the text that these bytes are in ASCII: the same as that of the string. */
  public static long ofAscii(byte[] ascii, int offset, int length) {
    long hash = SEED ^ length;
    int i = offset;
    int end = offset + length;
    for (; i + 4 <= end; i += 4) {
      hash =
          with(
              hash,
              four((char) ascii[i], (char) ascii[i + 1], (char) ascii[i + 2], (char) ascii[i + 3]));
    }
    for (; i < end; i++) {
      hash = with(hash, ascii[i]);
    }
    return finish(hash);
  }

  private static long four(char first, char second, char third, char fourth) {
    return first | (long) second << 16 | (long) third << 32 | (long) fourth << 48;
  }

  /** A hash with one more number taken in; the order of the numbers counts. */
  public static long with(long hash, long number) {
    long mixed = (hash ^ number) * FACTOR;
    return Long.rotateLeft(mixed, 29) * SEED;
  }

  /** The last step: every bit of the result hangs on every bit taken in. */
  public static long finish(long hash) {
    long h = hash;
    h = (h ^ (h >>> 32)) * FACTOR;
    h = (h ^ (h >>> 29)) * FACTOR;
    return h ^ (h >>> 32);
  }
}
