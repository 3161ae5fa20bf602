package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.event.Bytes;
import dev.lockstep.json.Utf8;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The value that a parser is at, if it is of the kind that a field must have. */
final class Tokens {
  private static final String BASE64 = "Base64";

  private Tokens() {}

  static void begin(JsonParser parser, JsonToken token, String name) throws IOException {
    if (parser.currentToken() != token) {
      throw wrong(name, token == JsonToken.START_ARRAY ? "an array" : "an object");
    }
  }

  static String text(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(name, "a text");
    }
    return parser.getText();
  }

  static long number(JsonParser parser, String name) throws IOException {
    boolean fits =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits) {
      throw wrong(name, "a whole number");
    }
    return parser.getLongValue();
  }

  static boolean flag(JsonParser parser, String name) throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw wrong(name, "true or false");
    }
    return parser.getBooleanValue();
  }

  /** The name of bytes, without what says how they are written. */
  static String plain(String name) {
    return name.endsWith(BASE64) ? name.substring(0, name.length() - BASE64.length()) : name;
  }

  /** Bytes as {@link JsonLine#bytes} writes them. */
  static @Nullable Bytes bytes(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    String text = text(parser, name);
    if (name.endsWith(BASE64)) {
      return decoded(name, text);
    }
    if (Utf8.hasLoneSurrogate(text)) {
      throw wrong(name, "a text of whole characters");
    }
    return Bytes.utf8(text);
  }

  private static Bytes decoded(String name, String text) throws IOException {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException unreadable) {
      throw new IOException("`" + name + "` is not base64", unreadable);
    }
  }

  static IOException wrong(String name, String expected) {
    return new IOException("`" + name + "` is not " + expected);
  }
}
