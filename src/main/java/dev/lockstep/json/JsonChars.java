package dev.lockstep.json;

import dev.lockstep.event.StableHash;

/**
 * The characters that a JSON text stands for: UTF-8 and escapes resolved. The room for them is kept
 * from text to text.
 */
public final class JsonChars {
  private static final int KEPT_AT_MOST = 1 << 16;

  private char[] chars = new char[64];
  private int length;

  /** The text between these places of a document that was found to be sound. */
  public static String text(byte[] json, int from, int to) {
    JsonChars text = new JsonChars();
    text.read(json, from, to);
    return new String(text.chars, 0, text.length);
  }

  /** Takes in the text between these places of a document that was found to be sound. */
  public void read(byte[] json, int from, int to) {
    if (chars.length < to - from || chars.length > KEPT_AT_MOST) {
      chars = new char[Math.max(64, to - from)];
    }
    length = 0;
    int at = from;
    while (at < to) {
      byte each = json[at];
      if (each == '\\') {
        at = escape(json, at + 1);
      } else if (each >= 0) {
        chars[length++] = (char) each;
        at++;
      } else {
        at = sequence(json, at);
      }
    }
  }

  /** How many UTF-16 units the text has. */
  int length() {
    return length;
  }

  /** The hash of the text. */
  public long hash() {
    return StableHash.of(chars, 0, length);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }

  private int escape(byte[] json, int at) {
    if (json[at] == 'u') {
      int unit = 0;
      for (int i = 1; i <= 4; i++) {
        unit = (unit << 4) | Character.digit(json[at + i], 16);
      }
      chars[length++] = (char) unit;
      return at + 5;
    }
    chars[length++] =
        switch (json[at]) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) json[at];
        };
    return at + 1;
  }

  private int sequence(byte[] json, int at) {
    int first = json[at] & 0xFF;
    int point = json[at + 1] & 0x3F;
    if (first < 0xE0) {
      chars[length++] = (char) (((first & 0x1F) << 6) | point);
      return at + 2;
    }
    point = (point << 6) | (json[at + 2] & 0x3F);
    if (first < 0xF0) {
      chars[length++] = (char) (((first & 0x0F) << 12) | point);
      return at + 3;
    }
    point = ((first & 0x07) << 18) | (point << 6) | (json[at + 3] & 0x3F);
    chars[length++] = Character.highSurrogate(point);
    chars[length++] = Character.lowSurrogate(point);
    return at + 4;
  }
}
