package dev.lockstep.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which parts of a JSON document the checks read; the rest is passed over while it is read. */
final class Wanted {
  private static final int NUMBER_LENGTH_AT_MOST = Numbers.DIGITS_AT_MOST + 100;

  /** Numbers may be of any length where they are passed over. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private final Map<String, Wanted> fields = new HashMap<>();
  private boolean whole;

  /** Adds the place that these names lead to, with all that is below it. */
  void add(List<String> names) {
    if (names.isEmpty()) {
      whole = true;
    } else {
      fields
          .computeIfAbsent(names.get(0), name -> new Wanted())
          .add(names.subList(1, names.size()));
    }
  }

  /**
   * What is wanted of a document; nothing is left out of it but fields of objects.
   *
   * @param label what the document is, for people
   * @throws NoAnswer when it is not JSON
   */
  Object read(Bytes json, String label) {
    try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
      if (parser.nextToken() == null) {
        throw new NoAnswer(label + " is missing");
      }
      return value(parser, whole ? null : this);
    } catch (JsonProcessingException e) {
      throw new NoAnswer(label + " is not JSON that can be read");
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array", e);
    }
  }

  /** The value at the parser; null wants all of it. */
  private static Object value(JsonParser parser, @Nullable Wanted wanted) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, wanted);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Term.Null.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not the beginning of a value: " + parser.currentToken());
    };
  }

  private static Object decimal(JsonParser parser) throws IOException {
    requireShort(parser);
    return Numbers.of(parser.getDecimalValue());
  }

  private static void requireShort(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    if (length > NUMBER_LENGTH_AT_MOST) {
      throw new NoAnswer("a number of " + length + " characters, at most " + NUMBER_LENGTH_AT_MOST);
    }
  }

  private static Object whole(JsonParser parser) throws IOException {
    requireShort(parser);
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
          Numbers.of(new BigDecimal(parser.getBigIntegerValue()));
    };
  }

  private static Object array(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser, null));
    }
    return values;
  }

  private static Object object(JsonParser parser, @Nullable Wanted wanted) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Wanted field = wanted == null ? null : wanted.fields.get(name);
      if (wanted != null && field == null) {
        parser.skipChildren();
      } else {
        values.put(name, value(parser, field == null || field.whole ? null : field));
      }
    }
    return values;
  }
}
