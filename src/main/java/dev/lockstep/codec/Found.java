package dev.lockstep.codec;

import dev.lockstep.event.Flaw;

/** What one pointer, header or key met in the record being read; filled anew for each record. */
final class Found {
  private static final int SHOWN_AT_MOST = 40;

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

  Kind kind = Kind.MISSING;

  /** The text, or the number as it is written; empty for all other kinds. */
  String text = "";

  /** Whether its name, or that of an object around it, is given twice: readers disagree then. */
  boolean twice;

  /** Where the value begins in the record's value, bytes. */
  long from;

  Found(String pointer, boolean keepsText) {
    this.pointer = pointer;
    this.isLabel = RecordLabel.holds(pointer);
    this.keepsText = keepsText;
  }

  void clear() {
    kind = Kind.MISSING;
    text = "";
    twice = false;
    from = 0;
  }

  /** Whether there is a value to be read; throws when that cannot be told. */
  boolean isPresent() throws Fault {
    if (twice) {
      throw new Fault(Flaw.FIELD_WRONG, named() + " is given twice");
    }
    if (kind == Kind.TOO_LONG) {
      throw new Fault(Flaw.OVER_LIMIT, place() + ": " + text);
    }
    if (kind == Kind.NOT_UTF8) {
      throw new Fault(Flaw.FIELD_WRONG, named() + " is not UTF-8");
    }
    return kind != Kind.MISSING;
  }

  void require() throws Fault {
    if (!isPresent()) {
      throw new Fault(Flaw.FIELD_MISSING, named() + " is missing");
    }
  }

  Fault wrong(String expected) {
    return new Fault(Flaw.FIELD_WRONG, place() + ": " + shown() + " is not " + expected);
  }

  private String place() {
    return isLabel ? named() : named() + " at byte " + from;
  }

  private String named() {
    return pointer.isEmpty() ? "the value" : OneLine.of(pointer, 200);
  }

  private String shown() {
    return switch (kind) {
      case TEXT -> '"' + OneLine.of(text, SHOWN_AT_MOST) + '"';
      case NUMBER -> OneLine.of(text, SHOWN_AT_MOST);
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
