package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.StableHash;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link JsonScan} finds, found with a parser that others wrote, and hashed from the
 * definition of the hash.
 */
final class JacksonScan {
  private final ReadLimits limits;
  private final List<String> pointers;
  private final String dataPointer;
  private final List<String> leftOut;
  private final Map<String, Integer> met = new HashMap<>();
  private final Map<String, Value> values = new TreeMap<>();
  private JsonParser parser;
  private Bytes data = Bytes.EMPTY;
  private long hash = StableHash.finish(1);

  /** What a pointer met last. */
  record Value(Found.Kind kind, String text, long from) {}

  /**
   * What a document turned out to be.
   *
   * @param flaw null when it can be read
   */
  record Reading(
      Flaw flaw, Map<String, Value> values, Map<String, Boolean> twice, Bytes data, long hash) {}

  JacksonScan(ReadLimits limits, List<String> pointers, String data, List<String> leftOut) {
    this.limits = limits;
    this.pointers = pointers;
    this.dataPointer = data;
    this.leftOut = leftOut;
  }

  Reading read(Bytes json) {
    Flaw flaw = flaw(json);
    Map<String, Boolean> twice = new TreeMap<>();
    for (String pointer : pointers) {
      boolean any =
          met.entrySet().stream()
              .anyMatch(each -> each.getValue() > 1 && Pointing.isWithin(pointer, each.getKey()));
      twice.put(pointer, any);
    }
    return new Reading(flaw, values, twice, data, hash);
  }

  private Flaw flaw(Bytes json) {
    try (JsonParser opened = factory().createParser(json.array(), json.offset(), json.length())) {
      parser = opened;
      if (parser.nextToken() == null) {
        return Flaw.UNREADABLE;
      }
      value("", json, false);
      return parser.nextToken() == null ? null : Flaw.UNREADABLE;
    } catch (StreamConstraintsException | ArithmeticException e) {
      return Flaw.OVER_LIMIT;
    } catch (JsonProcessingException e) {
      return Flaw.UNREADABLE;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxNumberLength(limits.numberDigits())
                .maxNameLength(limits.nameLength())
                .build())
        .build();
  }

  private long value(String path, Bytes json, boolean hashed) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    if (pointers.contains(path)) {
      values.put(path, met(from));
    }
    boolean isData = path.equals(dataPointer);
    long content = content(path, json, hashed || isData);
    if (isData && parser.currentToken() != JsonToken.VALUE_NULL) {
      int length = (int) (parser.currentLocation().getByteOffset() - from);
      while (Character.isWhitespace(json.array()[json.offset() + (int) from + length - 1])) {
        length--;
      }
      data = json.slice((int) from, length);
      hash = content;
    }
    return content;
  }

  private Value met(long from) throws IOException {
    JsonToken token = parser.currentToken();
    Found.Kind kind =
        switch (token) {
          case START_OBJECT -> Found.Kind.OBJECT;
          case START_ARRAY -> Found.Kind.ARRAY;
          case VALUE_STRING -> Found.Kind.TEXT;
          case VALUE_TRUE -> Found.Kind.TRUE;
          case VALUE_FALSE -> Found.Kind.FALSE;
          case VALUE_NULL -> Found.Kind.MISSING;
          default -> Found.Kind.NUMBER;
        };
    if (kind != Found.Kind.TEXT && kind != Found.Kind.NUMBER) {
      return new Value(kind, "", from);
    }
    int length = parser.getText().length();
    return length > limits.textLength()
        ? new Value(
            Found.Kind.TOO_LONG, length + " characters, at most " + limits.textLength(), from)
        : new Value(kind, parser.getText(), from);
  }

  private long content(String path, Bytes json, boolean hashed) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(path, json, hashed);
      case START_ARRAY -> array(path, json, hashed);
      case VALUE_STRING -> StableHash.finish(StableHash.with(5, StableHash.of(parser.getText())));
      case VALUE_NULL -> StableHash.finish(2);
      case VALUE_TRUE -> StableHash.finish(3);
      case VALUE_FALSE -> StableHash.finish(4);
      default -> hashed ? number(parser.getText()) : 0;
    };
  }

  private long object(String path, Bytes json, boolean hashed) throws IOException {
    long sum = 0;
    int count = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String child = path + "/" + name.replace("~", "~0").replace("/", "~1");
      met.merge(child, 1, Integer::sum);
      boolean counts = hashed && !leftOut.contains(child);
      parser.nextToken();
      long value = value(child, json, counts);
      if (counts) {
        sum += StableHash.finish(StableHash.with(StableHash.with(9, StableHash.of(name)), value));
        count++;
      }
    }
    return StableHash.finish(StableHash.with(StableHash.with(8, sum), count));
  }

  private long array(String path, Bytes json, boolean hashed) throws IOException {
    long elements = 7;
    int count = 0;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      String child = path + "/" + i;
      boolean counts = hashed && !leftOut.contains(child);
      long value = value(child, json, counts);
      if (counts) {
        elements = StableHash.with(elements, value);
        count++;
      }
    }
    return StableHash.finish(StableHash.with(elements, count));
  }

  /** Sign, digits in groups of 18, their number, and the power of ten of the last one. */
  private static long number(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split("e");
    if (new BigDecimal(parts[0]).signum() == 0) {
      return StableHash.finish(StableHash.with(6, 0));
    }
    if (parts.length > 1 && parts[1].replaceAll("^[+-]?0*", "").length() > 9) {
      throw new ArithmeticException(text);
    }
    BigDecimal value = new BigDecimal(parts[0]).stripTrailingZeros();
    String digits = value.unscaledValue().abs().toString();
    long power = (parts.length > 1 ? Long.parseLong(parts[1]) : 0) - value.scale();
    long hashed = 6;
    int at = 0;
    for (; at + 18 <= digits.length(); at += 18) {
      hashed = StableHash.with(hashed, Long.parseLong(digits.substring(at, at + 18)));
    }
    long rest = at == digits.length() ? 0 : Long.parseLong(digits.substring(at));
    hashed = StableHash.with(StableHash.with(hashed, rest), digits.length());
    return StableHash.finish(StableHash.with(StableHash.with(hashed, power), value.signum()));
  }
}
