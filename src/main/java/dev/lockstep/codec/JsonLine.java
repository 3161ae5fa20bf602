package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import dev.lockstep.json.EightBytes;
import dev.lockstep.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object being written on one line, without the line's end. Lines are written in a room
 * that the thread keeps, and copied out once their length is known.
 */
final class JsonLine {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final int ROOM_BYTES = 1 << 10;
  private static final int KEPT_BYTES_AT_MOST = 1 << 16;

  /** The room of each thread, null while a line is written in it. */
  private static final ThreadLocal<byte[] @Nullable []> ROOM =
      ThreadLocal.withInitial(() -> new byte[1][]);

  private final byte[] @Nullable [] room = ROOM.get();
  private byte[] bytes;
  private int size;
  private boolean first = true;

  JsonLine() {
    byte[] kept = room[0];
    room[0] = null;
    bytes = kept == null ? new byte[ROOM_BYTES] : kept;
    put('{');
  }

  /** Ends the object; nothing is written after that. The slice is a whole array. */
  Bytes end() {
    put('}');
    Bytes line = Bytes.of(Arrays.copyOf(bytes, size));
    if (bytes.length <= KEPT_BYTES_AT_MOST) {
      room[0] = bytes;
    }
    return line;
  }

  JsonLine text(String name, @Nullable String value) {
    name(name);
    string(value);
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    digits(value);
    return this;
  }

  /** 64 bits as 16 hex digits. */
  JsonLine hex(String name, long value) {
    name(name);
    room(18);
    bytes[size] = '"';
    Digits.writeHex(value, bytes, size + 1);
    bytes[size + 17] = '"';
    size += 18;
    return this;
  }

  JsonLine flag(String name, boolean value) {
    name(name);
    ascii(value ? "true" : "false");
    return this;
  }

  JsonLine none(String name) {
    name(name);
    put(NULL, 0, NULL.length);
    return this;
  }

  /** A number as it is, a pair as an array, a text as a text. */
  JsonLine version(String name, @Nullable Version version) {
    if (version instanceof Version.Pair pair) {
      name(name);
      put('[');
      digits(pair.epoch());
      put(',');
      digits(pair.number());
      put(']');
      return this;
    }
    if (version instanceof Version.Single single) {
      return number(name, single.number());
    }
    return text(name, version == null ? null : version.toString());
  }

  JsonLine origin(String name, @Nullable Origin origin) {
    return origin == null
        ? none(name)
        : open(name)
            .text("topic", origin.topic())
            .number("partition", origin.partition())
            .number("offset", origin.offset())
            .close();
  }

  /** JSON that is there already, digit by digit; nothing is null. */
  JsonLine json(String name, @Nullable Bytes json) {
    if (json == null || json.length() == 0) {
      return none(name);
    }
    name(name);
    int from = size;
    put(json.array(), json.offset(), json.length());
    fold(bytes, from, size);
    return this;
  }

  /** Any bytes: as a text if they are one, else in base64 under a name that says so. */
  JsonLine bytes(String name, @Nullable Bytes value) {
    if (value == null) {
      return none(name);
    }
    if (!Utf8.isValid(value)) {
      return text(name + "Base64", Base64.getEncoder().encodeToString(value.toByteArray()));
    }
    name(name);
    quoted(value);
    return this;
  }

  /** Begins an object within the object; {@link #close()} ends it. */
  JsonLine open(String name) {
    name(name);
    put('{');
    first = true;
    return this;
  }

  JsonLine close() {
    put('}');
    first = false;
    return this;
  }

  /** Begins an array of objects, each from {@link #element()} to {@link #close()}. */
  JsonLine openArray(String name) {
    name(name);
    put('[');
    first = true;
    return this;
  }

  JsonLine element() {
    if (!first) {
      put(',');
    }
    put('{');
    first = true;
    return this;
  }

  JsonLine closeArray() {
    put(']');
    first = false;
    return this;
  }

  /** How much there was of each part that is missing or shortened; nothing when all is whole. */
  JsonLine cut(Map<String, Long> parts) {
    if (parts.isEmpty()) {
      return this;
    }
    open("cut");
    new TreeMap<>(parts).forEach(this::number);
    return close();
  }

  /** In JSON a line's end is space: within a text it is escaped. */
  static void fold(byte[] json, int from, int to) {
    int at = EightBytes.endOfLine(json, from, to);
    while (at < to) {
      json[at] = ' ';
      at = EightBytes.endOfLine(json, at + 1, to);
    }
  }

  private void name(String name) {
    room(name.length() + 4);
    if (!first) {
      bytes[size++] = ',';
    }
    first = false;
    bytes[size++] = '"';
    ascii(name);
    bytes[size++] = '"';
    bytes[size++] = ':';
  }

  private void string(@Nullable String value) {
    if (value == null) {
      put(NULL, 0, NULL.length);
    } else if (!wrotePlain(value)) {
      if (Utf8.hasLoneSurrogate(value)) {
        escapedUnits(value);
      } else {
        quoted(Bytes.utf8(value));
      }
    }
  }

  /**
   * Writes a text if it needs neither escapes nor more than ASCII, as most do. In Latin-1 a
   * question mark may stand for what is not in it, so a text with one is none of them.
   */
  private boolean wrotePlain(String value) {
    byte[] latin = value.getBytes(StandardCharsets.ISO_8859_1);
    int length = latin.length;
    if (length != value.length() || EightBytes.endOfSure(latin, length) < length) {
      return false;
    }
    room(length + 2);
    bytes[size] = '"';
    System.arraycopy(latin, 0, bytes, size + 1, length);
    bytes[size + 1 + length] = '"';
    size += length + 2;
    return true;
  }

  private void escapedUnits(String value) {
    put('"');
    for (int i = 0; i < value.length(); i++) {
      escape(value.charAt(i));
    }
    put('"');
  }

  private void quoted(Bytes utf8) {
    put('"');
    byte[] text = utf8.array();
    int at = utf8.offset();
    int end = at + utf8.length();
    while (at < end) {
      int stop = EightBytes.endOfPlain(text, at, end);
      put(text, at, stop - at);
      if (stop < end && text[stop] < ' ') {
        escape(text[stop]);
      } else if (stop < end) {
        put('\\');
        put(text[stop]);
      }
      at = stop + 1;
    }
    put('"');
  }

  private void escape(int unit) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[unit >> shift & 0xF]);
    }
  }

  @SuppressWarnings("deprecation") // of a text in ASCII the low bytes are the whole text
  private void ascii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), bytes, size);
    size += text.length();
  }

  private void digits(long number) {
    room(Digits.AT_MOST);
    size = Digits.write(number, bytes, size);
  }

  private void put(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void put(int each) {
    room(1);
    bytes[size++] = (byte) each;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
