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
              text.charAt(i)
                  | (long) text.charAt(i + 1) << 16
                  | (long) text.charAt(i + 2) << 32
                  | (long) text.charAt(i + 3) << 48);
    }
    for (; i < text.length(); i++) {
      hash = with(hash, text.charAt(i));
    }
    return finish(hash);
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
