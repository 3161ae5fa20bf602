package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.json.JsonText;
import dev.lockstep.json.ReadFault;
import dev.lockstep.json.Utf8;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values that checks calculate with of JSON, one document after the other: texts, exact
 * numbers, lists and maps. What is not wanted is passed over.
 */
final class JsonValues {
  private static final int DEPTH_AT_MOST = 1_000;
  private static final int NUMBER_LENGTH_AT_MOST = Numbers.DIGITS_AT_MOST + 100;

  /** Up to so many characters every whole number is a long. */
  private static final int LONG_LENGTH = 18;

  /** Names and numbers may be of any length where they are passed over. */
  private final JsonText text = new JsonText(DEPTH_AT_MOST, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private byte[] bytes = new byte[0];

  /**
   * What is wanted of a document; nothing is left out of it but fields of objects.
   *
   * @param label what the document is, for people
   * @throws NoAnswer when it is not JSON
   */
  Object read(Bytes json, Wanted wanted, String label) {
    bytes = json.array();
    text.begin(json);
    if (!Utf8.isValid(json)) {
      throw notJson(label);
    }
    if (text.next() == JsonText.END) {
      throw new NoAnswer(label + " is missing");
    }
    try {
      return value(wanted.isWhole() ? null : wanted);
    } catch (ReadFault fault) {
      throw notJson(label);
    }
  }

  private static NoAnswer notJson(String label) {
    return new NoAnswer(label + " is not JSON that can be read");
  }

  /** The value that comes next; null wants all of it. */
  private Object value(@Nullable Wanted wanted) throws ReadFault {
    return switch (text.next()) {
      case '{' -> object(wanted);
      case '[' -> array();
      case '"' -> {
        text.text();
        yield text.string();
      }
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", Term.Null.NULL);
      default -> {
        number();
        yield readNumber();
      }
    };
  }

  private Object object(@Nullable Wanted wanted) throws ReadFault {
    Map<String, Object> values = new LinkedHashMap<>();
    for (boolean more = text.open('}'); more; more = text.more('}')) {
      text.name();
      if (wanted == null) {
        values.put(text.string(), value(null));
        continue;
      }
      Wanted.Field field = wanted.field(bytes, text);
      if (field == null) {
        pass();
      } else {
        values.put(field.name(), value(field.wanted().isWhole() ? null : field.wanted()));
      }
    }
    return values;
  }

  private Object array() throws ReadFault {
    List<Object> values = new ArrayList<>();
    for (boolean more = text.open(']'); more; more = text.more(']')) {
      values.add(value(null));
    }
    return values;
  }

  private Object literal(String word, Object value) throws ReadFault {
    text.literal(word);
    return value;
  }

  private void number() throws ReadFault {
    if (!JsonText.isBeginning(text.next())) {
      throw text.noValue();
    }
    text.number();
  }

  private Object readNumber() {
    int length = text.to() - text.from();
    if (length > NUMBER_LENGTH_AT_MOST) {
      throw new NoAnswer("a number of " + length + " characters, at most " + NUMBER_LENGTH_AT_MOST);
    }
    String number = new String(bytes, text.from(), length, StandardCharsets.ISO_8859_1);
    return length <= LONG_LENGTH && isWhole(number)
        ? (Object) Long.parseLong(number)
        : exact(number);
  }

  private static Object exact(String number) {
    try {
      return Numbers.of(new BigDecimal(number));
    } catch (NumberFormatException beyondExponents) {
      throw new NoAnswer("a number with an exponent that is out of range");
    }
  }

  private static boolean isWhole(String number) {
    return number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
  }

  /** Passes over the value that comes next. */
  private void pass() throws ReadFault {
    switch (text.next()) {
      case '{' -> {
        for (boolean more = text.open('}'); more; more = text.more('}')) {
          text.name();
          pass();
        }
      }
      case '[' -> {
        for (boolean more = text.open(']'); more; more = text.more(']')) {
          pass();
        }
      }
      case '"' -> text.text();
      case 't' -> text.literal("true");
      case 'f' -> text.literal("false");
      case 'n' -> text.literal("null");
      default -> number();
    }
  }
}
