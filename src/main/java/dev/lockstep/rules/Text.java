package dev.lockstep.rules;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a check, with places in it by code point, as CEL counts them. */
final class Text {
  private static final Pattern DECIMAL =
      Pattern.compile("-?\\s*([0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]{1,9})?)");

  private final String text;

  Text(String text) {
    this.text = text;
  }

  /** The offset of a line, from 1, and a column, from 0; the end when there is no such place. */
  int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line && start >= 0; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.min(length(), text.codePointCount(0, start) + Math.max(0, column));
  }

  int length() {
    return text.codePointCount(0, text.length());
  }

  /** Whether a word ends right before the offset. */
  boolean endsWith(String word, int offset) {
    return before(offset).endsWith(word);
  }

  boolean hasAt(char wanted, int offset) {
    String rest = text.substring(before(offset).length());
    return !rest.isEmpty() && rest.charAt(0) == wanted;
  }

  /** The decimal that was written where a double was read, without what the double lost of it. */
  BigDecimal decimal(int offset, double read) {
    Matcher written = DECIMAL.matcher(text.substring(before(offset).length()));
    if (written.lookingAt()) {
      BigDecimal exact = new BigDecimal(written.group(1));
      BigDecimal signed = read < 0 ? exact.negate() : exact;
      if (signed.doubleValue() == read) {
        return signed;
      }
    }
    return BigDecimal.valueOf(read);
  }

  private String before(int offset) {
    return text.substring(0, text.offsetByCodePoints(0, Math.min(offset, length())));
  }
}
