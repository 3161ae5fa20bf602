package dev.lockstep.json;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one JSON document after the other, read forward by the grammar of RFC 8259. What is
 * not of it, or over a limit, is a fault with its place. The bytes are UTF-8: that is looked at
 * before.
 */
public final class JsonText {
  /** What follows the last byte. It is no byte of UTF-8. */
  public static final int END = -1;

  private static final String VALUE = "a value";

  private final int depthAtMost;
  private final int nameLengthAtMost;
  private final int digitsAtMost;
  private final JsonChars chars = new JsonChars();

  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int at;
  private int depth;

  private int from;
  private int to;
  private boolean isEscaped;

  /**
   * A reader of documents up to these limits.
   *
   * @param depthAtMost arrays and objects within each other
   * @param nameLengthAtMost characters of a field's name
   * @param digitsAtMost digits of one number
   */
  public JsonText(int depthAtMost, int nameLengthAtMost, int digitsAtMost) {
    this.depthAtMost = depthAtMost;
    this.nameLengthAtMost = nameLengthAtMost;
    this.digitsAtMost = digitsAtMost;
  }

  /** Goes to the beginning of a document. */
  public void begin(Bytes json) {
    bytes = json.array();
    start = json.offset();
    end = start + json.length();
    at = start;
    depth = 0;
  }

  /** Where the name, text or number that was read last begins in the array, without its quote. */
  public int from() {
    return from;
  }

  /** Where it ends. */
  public int to() {
    return to;
  }

  /** Whether there are escapes in it. */
  public boolean isEscaped() {
    return isEscaped;
  }

  /** The place that was reached, in bytes of the document. */
  public int place() {
    return at - start;
  }

  /** The next byte that is no space; it is not passed over. */
  public int next() {
    while (at < end) {
      byte each = bytes[at];
      if (each > ' ' || each < 0 || !isSpace(each)) {
        return each;
      }
      at++;
    }
    return END;
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }

  /** Whether what begins with this byte may be a value. */
  public static boolean isBeginning(int each) {
    return switch (each) {
      case '{', '[', '"', '-', 't', 'f', 'n' -> true;
      default -> isDigit(each);
    };
  }

  private static boolean isDigit(int each) {
    return each >= '0' && each <= '9';
  }

  /** Begins an object or array; whether there is anything in it. */
  public boolean open(char close) throws ReadFault {
    if (depth == depthAtMost) {
      throw overLimit("a nesting depth of more than " + depthAtMost);
    }
    depth++;
    at++;
    if (next() != close) {
      return true;
    }
    depth--;
    at++;
    return false;
  }

  /** Passes over the comma after an element or field, or ends what it is in. */
  public boolean more(char close) throws ReadFault {
    int each = next();
    if (each != ',' && each != close) {
      throw expected(close == '}' ? "a comma or }" : "a comma or ]");
    }
    at++;
    depth -= each == close ? 1 : 0;
    return each == ',';
  }

  /** Reads a field's name and the colon behind it. */
  public void name() throws ReadFault {
    if (next() != '"') {
      throw expected("a name in quotes");
    }
    text();
    if (to - from > nameLengthAtMost && characters() > nameLengthAtMost) {
      at = from;
      throw overLimit("a name of more than " + nameLengthAtMost + " characters");
    }
    if (next() != ':') {
      throw expected("a colon");
    }
    at++;
  }

  /** The name or text that was read last. */
  public String string() {
    if (!isEscaped && EightBytes.endOfAscii(bytes, from, to) == to) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    chars.read(bytes, from, to);
    return chars.toString();
  }

  /** How many characters the text has that was read last. */
  public int characters() {
    chars.read(bytes, from, to);
    return chars.length();
  }

  /** Reads the text whose quote is here. */
  public void text() throws ReadFault {
    at++;
    from = at;
    isEscaped = false;
    while (true) {
      at = EightBytes.endOfPlain(bytes, at, end);
      int stop = at == end ? END : bytes[at];
      if (stop == '"') {
        to = at++;
        return;
      }
      if (stop != '\\') {
        throw expected("the rest of a text");
      }
      isEscaped = true;
      escape();
    }
  }

  private void escape() throws ReadFault {
    at++;
    int kind = at == end ? END : bytes[at];
    switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;
        for (int i = 0; i < 4; i++, at++) {
          if (at == end || Character.digit(bytes[at], 16) < 0) {
            throw expected("a hex digit");
          }
        }
      }
      default -> throw expected("one of \"\\/bfnrtu after a backslash");
    }
  }

  /** Reads the number whose sign or first digit is here. */
  public void number() throws ReadFault {
    from = at;
    isEscaped = false;
    if (bytes[at] == '-') {
      at++;
    }
    int digits = 0;
    if (at < end && bytes[at] == '0') {
      at++;
      digits = 1;
      if (at < end && isDigit(bytes[at])) {
        throw expected("no digit after a leading zero");
      }
    } else {
      digits = digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      digits += digits();
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits += digits();
    }
    to = at;
    if (digits > digitsAtMost) {
      throw overLimit("a number of more than " + digitsAtMost + " digits");
    }
  }

  private int digits() throws ReadFault {
    int first = at;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    if (at == first) {
      throw expected("a digit");
    }
    return at - first;
  }

  /** Reads the literal that can only be this one. */
  public void literal(String word) throws ReadFault {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at == end || bytes[at] != word.charAt(i)) {
        throw expected(word);
      }
    }
  }

  /** The fault that no value begins here. */
  public ReadFault noValue() {
    return expected(VALUE);
  }

  /** The fault that something else is here. */
  public ReadFault expected(String wanted) {
    return new ReadFault(
        Flaw.UNREADABLE, "not JSON, at byte " + place() + ": " + wanted + ", not " + here());
  }

  private String here() {
    if (at >= end) {
      return "the end";
    }
    String rest = Bytes.of(bytes, at, Math.min(4, end - at)).utf8();
    return "`" + OneLine.of(rest.substring(0, Character.charCount(rest.codePointAt(0))), 2) + "`";
  }

  private ReadFault overLimit(String what) {
    return new ReadFault(Flaw.OVER_LIMIT, "at byte " + place() + ": " + what);
  }
}
