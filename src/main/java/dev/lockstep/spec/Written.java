package dev.lockstep.spec;

import java.util.Arrays;

/**
 * How one value stands in the text of a spec: with quotes, escapes and line breaks. It tells where
 * in the text a character of the value is.
 */
final class Written {
  private final int[] text;
  private final Position start;

  private Written(int[] text, Position start) {
    this.text = text;
    this.start = start;
  }

  /** A part of the text, in code points, that begins at a position. */
  static Written of(int[] text, int from, int to, Position start) {
    int end = Math.min(to, text.length);
    return new Written(Arrays.copyOfRange(text, Math.min(from, end), end), start);
  }

  /**
   * Where a character of the value is; where the value begins, when it cannot be told.
   *
   * @param value the value that the text was read as
   * @param offset of the character, in code points
   */
  Position of(String value, int offset) {
    int[] read = value.codePoints().toArray();
    int at = afterOpening();
    for (int i = 0; i <= Math.min(offset, read.length - 1); i++) {
      if (Character.isWhitespace(read[i])) {
        continue;
      }
      at = skipped(at);
      if (at >= text.length || text[at] != read[i]) {
        return start;
      }
      if (i == offset) {
        return position(at);
      }
      at += text[at] == '\'' && isQuoted('\'') ? 2 : 1;
    }
    return position(offset < read.length ? skipped(at) : at);
  }

  private boolean isQuoted(int quote) {
    return text.length > 0 && text[0] == quote;
  }

  /** Past the quote, or the line on which a block begins. */
  private int afterOpening() {
    if (isQuoted('\'') || isQuoted('"')) {
      return 1;
    }
    int at = 0;
    if (isQuoted('|') || isQuoted('>')) {
      while (at < text.length && text[at] != '\n') {
        at++;
      }
    }
    return at;
  }

  /** Past spaces and line breaks, and in double quotes past what escapes the next character. */
  private int skipped(int from) {
    int at = from;
    while (at < text.length) {
      if (Character.isWhitespace(text[at])) {
        at++;
      } else if (text[at] == '\\' && isQuoted('"') && at + 1 < text.length) {
        boolean isSpace = "ntr ".indexOf(text[at + 1]) >= 0 || Character.isWhitespace(text[at + 1]);
        at += isSpace ? 2 : 1;
        if (!isSpace) {
          return at;
        }
      } else {
        return at;
      }
    }
    return at;
  }

  private Position position(int at) {
    int line = start.line();
    int column = start.column();
    for (int i = 0; i < Math.min(at, text.length); i++) {
      boolean isBreak = text[i] == '\n';
      line += isBreak ? 1 : 0;
      column = isBreak ? 1 : column + 1;
    }
    return Position.inFile(line, column);
  }
}
