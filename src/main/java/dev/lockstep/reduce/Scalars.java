package dev.lockstep.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.json.OneLine;
import java.math.BigDecimal;

/** One total order of JSON scalars: false, true, numbers by value, texts by code point. */
final class Scalars {
  private static final int SHOWN_AT_MOST = 40;

  private Scalars() {}

  static int compare(JsonNode one, JsonNode other) {
    int byKind = Integer.compare(kind(one), kind(other));
    if (byKind != 0) {
      return byKind;
    }
    return switch (kind(one)) {
      case 0 -> Boolean.compare(one.booleanValue(), other.booleanValue());
      case 1 -> one.decimalValue().compareTo(other.decimalValue());
      default -> compareTexts(one.textValue(), other.textValue());
    };
  }

  private static int kind(JsonNode scalar) {
    return scalar.isBoolean() ? 0 : scalar.isNumber() ? 1 : 2;
  }

  /** By code point: by UTF-16 unit, what is beyond U+FFFF would sort below U+E000. */
  private static int compareTexts(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length()) {
      int left = one.codePointAt(i);
      int right = other.codePointAt(i);
      if (left != right) {
        return Integer.compare(left, right);
      }
      i += Character.charCount(left);
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Of two equal values the one written with more decimals, whichever came first. */
  static JsonNode moreDigits(JsonNode one, JsonNode other) {
    if (!one.isNumber()) {
      return one;
    }
    BigDecimal left = one.decimalValue();
    return left.scale() >= other.decimalValue().scale() ? one : other;
  }

  static void requireOrdered(JsonNode value) {
    if (!value.isNumber() && !value.isTextual()) {
      throw new IllegalArgumentException("neither a number nor a text: " + shown(value));
    }
  }

  static void requireScalar(JsonNode value) {
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("neither a boolean, a number nor a text: " + shown(value));
    }
  }

  static String shown(JsonNode value) {
    String text = value.isContainerNode() ? "an " + value.getNodeType() : value.toString();
    return OneLine.beginning(text, SHOWN_AT_MOST);
  }
}
