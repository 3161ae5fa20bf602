package dev.lockstep.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts of which there are few, like event types and topics: read again, they are the same object.
 *
 * <p>Each has one place by its hash, which the last one takes. Threads share the places without a
 * lock: an entry never changes, so the worst that a race brings is that a text is made once more.
 */
final class Names {
  private static final int PLACES = 1024;
  private static final @Nullable Name[] TABLE = new @Nullable Name[PLACES];

  private Names() {}

  /** A text with its bytes, which never change. */
  private static final class Name {
    final byte[] utf8;
    final String text;

    Name(byte[] utf8, String text) {
      this.utf8 = utf8;
      this.text = text;
    }
  }

  static String of(byte[] bytes, int from, int length) {
    int place = hash(bytes, from, length) & (PLACES - 1);
    Name name = TABLE[place];
    if (name != null && Arrays.equals(name.utf8, 0, name.utf8.length, bytes, from, from + length)) {
      return name.text;
    }
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    TABLE[place] = new Name(Arrays.copyOfRange(bytes, from, from + length), text);
    return text;
  }

  private static int hash(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 16);
  }
}
