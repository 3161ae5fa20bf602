package dev.lockstep.codec;

import dev.lockstep.json.EightBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as the types of events, each made once. There is room for a
 * few; a text that finds its place taken takes it over.
 */
final class KnownTexts {
  private static final int PLACES = 256;
  private static final int BYTES_AT_MOST = 128;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final byte[] @Nullable [] written = new byte[PLACES][];
  private final String[] texts = new String[PLACES];

  /** The text that these bytes are in UTF-8. */
  String of(byte[] utf8, int from, int to) {
    if (to - from > BYTES_AT_MOST) {
      return new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
    int place = place(utf8, from, to);
    byte[] there = written[place];
    if (there == null || !Arrays.equals(there, 0, there.length, utf8, from, to)) {
      written[place] = Arrays.copyOfRange(utf8, from, to);
      texts[place] = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
    return texts[place];
  }

  /** Names of one kind often differ in their last part only. */
  private static int place(byte[] utf8, int from, int to) {
    long mixed = to - (long) from;
    if (mixed >= 8) {
      mixed += 31L * EightBytes.at(utf8, from) + EightBytes.at(utf8, to - 8);
    } else {
      for (int i = from; i < to; i++) {
        mixed = (mixed << 8) ^ utf8[i];
      }
    }
    return (int) ((mixed * FACTOR) >>> 56);
  }
}
