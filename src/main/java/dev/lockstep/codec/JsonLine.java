package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One JSON object being written on one line, without the line's end. */
final class JsonLine {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[512];
  private int size;
  private boolean first = true;

  JsonLine() {
    put('{');
  }

  /** Ends the object; nothing is written after that. */
  Bytes end() {
    put('}');
    return Bytes.of(bytes, 0, size);
  }

  JsonLine text(String name, @Nullable String value) {
    name(name);
    string(value);
    return this;
  }

  JsonLine number(String name, long value) {
    name(name);
    ascii(Long.toString(value));
    return this;
  }

  /** 64 bits as 16 hex digits. */
  JsonLine hex(String name, long value) {
    name(name);
    put('"');
    for (int shift = 60; shift >= 0; shift -= 4) {
      put(HEX[(int) (value >>> shift) & 0xF]);
    }
    put('"');
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
      ascii("[" + pair.epoch() + "," + pair.number() + "]");
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

  /** In JSON a line's end is space: within a text it is escaped. */
  static void fold(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        json[i] = ' ';
      }
    }
  }

  private void name(String name) {
    if (!first) {
      put(',');
    }
    first = false;
    put('"');
    ascii(name);
    put('"');
    put(':');
  }

  private void string(@Nullable String value) {
    if (value == null) {
      put(NULL, 0, NULL.length);
    } else if (Utf8.hasLoneSurrogate(value)) {
      escapedUnits(value);
    } else {
      quoted(Bytes.utf8(value));
    }
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
    for (int i = 0; i < utf8.length(); i++) {
      byte each = utf8.array()[utf8.offset() + i];
      if (each == '"' || each == '\\') {
        put('\\');
        put(each);
      } else if (each >= 0 && each < 0x20) {
        escape(each);
      } else {
        put(each);
      }
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

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
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
