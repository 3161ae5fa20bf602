package dev.lockstep.codec;

import dev.lockstep.event.Flaw;
import dev.lockstep.json.JsonChars;
import dev.lockstep.json.OneLine;
import dev.lockstep.json.ReadFault;
import dev.lockstep.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** What one pointer, header or key met in the record being read; filled anew for each record. */
final class Found {
  private static final int SHOWN_AT_MOST = 40;

  /** So many digits fit 64 bits. */
  private static final int SURE_DIGITS = 18;

  /** What kind of value is there. */
  enum Kind {
    MISSING,
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    OBJECT,
    ARRAY,
    TOO_LONG,
    NOT_UTF8
  }

  final String pointer;

  /** Whether it is in the record's label, where everything is text. */
  final boolean isLabel;

  /** Whether its text is wanted, and not only its kind. */
  final boolean keepsText;

  /** Of a field whose texts come again and again. */
  private final @Nullable KnownTexts known;

  Kind kind = Kind.MISSING;

  /** Whether its name, or that of an object around it, is given twice: readers disagree then. */
  boolean twice;

  /** Where the value begins in the record's value, bytes. */
  int from;

  /** The text, once it is asked for. */
  private @Nullable String text = "";

  /** What the text is written in, a document or a header; null when there is none. */
  private byte @Nullable [] written;

  private int textFrom;
  private int textTo;
  private boolean isEscaped;

  Found(String pointer, boolean keepsText) {
    this(pointer, keepsText, null);
  }

  private Found(String pointer, boolean keepsText, @Nullable KnownTexts known) {
    this.pointer = pointer;
    this.isLabel = RecordLabel.holds(pointer);
    this.keepsText = keepsText;
    this.known = known;
  }

  /** A field that says the same in many records, such as the type. */
  static Found repeating(String pointer) {
    return new Found(pointer, true, new KnownTexts());
  }

  void clear() {
    is(Kind.MISSING, 0);
    twice = false;
  }

  /** Notes a value without a text. */
  void is(Kind other, int place) {
    kind = other;
    from = place;
    text = "";
    written = null;
  }

  /** Notes the text of the value, or the number, by where it is written. */
  void isWritten(byte[] utf8, int begins, int ends, boolean withEscapes) {
    text = null;
    written = utf8;
    textFrom = begins;
    textTo = ends;
    isEscaped = withEscapes;
  }

  /** Notes a text that is not read. */
  void isTooLong(String why, int place) {
    is(Kind.TOO_LONG, place);
    text = why;
  }

  /** The text, or the number as it is written; empty for all other kinds. */
  String text() {
    if (text == null) {
      text = read();
    }
    return text;
  }

  private String read() {
    if (written == null) {
      return "";
    }
    if (isEscaped) {
      return JsonChars.text(written, textFrom, textTo);
    }
    return known == null
        ? new String(written, textFrom, textTo - textFrom, StandardCharsets.UTF_8)
        : known.of(written, textFrom, textTo);
  }

  /** Whether the text may not be Unicode: only JSON escapes can spell half a surrogate pair. */
  boolean hasLoneSurrogate() {
    return isEscaped && written != null && Utf8.hasLoneSurrogate(text());
  }

  /** What 1 to 18 digits say that are written without escapes; -1 when it is anything else. */
  long shortInteger() {
    if (written == null || isEscaped || textTo == textFrom || textTo - textFrom > SURE_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = textFrom; i < textTo; i++) {
      int digit = written[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * Epoch milliseconds of a text in ISO 8601.
   *
   * @throws DateTimeException when it is none
   */
  long isoMillis() {
    return written == null || isEscaped
        ? IsoTime.millis(text())
        : IsoTime.millis(written, textFrom, textTo);
  }

  /** Whether there is a value to be read; throws when that cannot be told. */
  boolean isPresent() throws ReadFault {
    if (twice) {
      throw new ReadFault(Flaw.FIELD_WRONG, named() + " is given twice");
    }
    if (kind == Kind.TOO_LONG) {
      throw new ReadFault(Flaw.OVER_LIMIT, place() + ": " + text());
    }
    if (kind == Kind.NOT_UTF8) {
      throw new ReadFault(Flaw.FIELD_WRONG, named() + " is not UTF-8");
    }
    return kind != Kind.MISSING;
  }

  void require() throws ReadFault {
    if (!isPresent()) {
      throw new ReadFault(Flaw.FIELD_MISSING, named() + " is missing");
    }
  }

  ReadFault wrong(String expected) {
    return new ReadFault(Flaw.FIELD_WRONG, place() + ": " + shown() + " is not " + expected);
  }

  private String place() {
    return isLabel ? named() : named() + " at byte " + from;
  }

  private String named() {
    return pointer.isEmpty() ? "the value" : OneLine.of(pointer, 200);
  }

  private String shown() {
    return switch (kind) {
      case TEXT -> '"' + OneLine.of(text(), SHOWN_AT_MOST) + '"';
      case NUMBER -> OneLine.of(text(), SHOWN_AT_MOST);
      case MISSING -> "nothing";
      case TRUE -> "true";
      case FALSE -> "false";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case TOO_LONG -> "a long text";
      case NOT_UTF8 -> "no text";
    };
  }
}
