package dev.lockstep.rules;

import dev.cel.common.Operator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What the operators and functions of a check do; {@link Signatures} says what they take. */
final class Functions {

  /** A function of one value; null when it does not take such a value. */
  @FunctionalInterface
  interface One {
    @Nullable Object of(Object value, Frame frame);
  }

  /** A function of two values; null when it does not take such values. */
  @FunctionalInterface
  interface Two {
    @Nullable Object of(Object one, Object other, Frame frame);
  }

  static final Map<String, One> ONE =
      Map.ofEntries(
          Map.entry(Operator.NEGATE.getFunction(), (value, frame) -> negated(value)),
          Map.entry("size", Functions::size),
          Map.entry("int", (value, frame) -> whole(value)),
          Map.entry("double", (value, frame) -> number(value)),
          Map.entry("string", (value, frame) -> text(value)),
          Map.entry("timestamp", (value, frame) -> time(value)),
          Map.entry("duration", (value, frame) -> duration(value)),
          Map.entry("dyn", (value, frame) -> value));

  static final Map<String, Two> TWO =
      Map.ofEntries(
          Map.entry(Operator.ADD.getFunction(), Functions::add),
          Map.entry(Operator.SUBTRACT.getFunction(), (a, b, frame) -> subtract(a, b)),
          Map.entry(Operator.MULTIPLY.getFunction(), onNumbers(Numbers::multiply)),
          Map.entry(Operator.DIVIDE.getFunction(), onNumbers(Numbers::divide)),
          Map.entry(Operator.MODULO.getFunction(), onNumbers(Numbers::remainder)),
          Map.entry(Operator.EQUALS.getFunction(), Sameness::of),
          Map.entry(Operator.NOT_EQUALS.getFunction(), (a, b, frame) -> !Sameness.of(a, b, frame)),
          Map.entry(Operator.LESS.getFunction(), ordered(order -> order < 0)),
          Map.entry(Operator.LESS_EQUALS.getFunction(), ordered(order -> order <= 0)),
          Map.entry(Operator.GREATER.getFunction(), ordered(order -> order > 0)),
          Map.entry(Operator.GREATER_EQUALS.getFunction(), ordered(order -> order >= 0)),
          Map.entry(Operator.IN.getFunction(), Functions::in),
          Map.entry(Operator.INDEX.getFunction(), (a, b, frame) -> at(a, b)),
          Map.entry("contains", onTexts(Texts::contains)),
          Map.entry("startsWith", onTexts((text, part, frame) -> text.startsWith(part))),
          Map.entry("endsWith", onTexts((text, part, frame) -> text.endsWith(part))));

  private Functions() {}

  private interface Arithmetic {
    Object of(Object one, Object other);
  }

  private interface TextTest {
    boolean of(String text, String part, Frame frame);
  }

  private static Two onNumbers(Arithmetic arithmetic) {
    return (one, other, frame) -> areNumbers(one, other) ? arithmetic.of(one, other) : null;
  }

  private static boolean areNumbers(Object one, Object other) {
    return Numbers.isNumber(one) && Numbers.isNumber(other);
  }

  private static Two onTexts(TextTest test) {
    return (one, other, frame) ->
        (one instanceof String text && other instanceof String part)
            ? test.of(text, part, frame)
            : null;
  }

  private static Two ordered(IntPredicate wanted) {
    return (one, other, frame) -> {
      Integer order = order(one, other, frame);
      return order == null ? null : wanted.test(order);
    };
  }

  private static @Nullable Integer order(Object one, Object other, Frame frame) {
    if (areNumbers(one, other)) {
      return Numbers.compare(one, other);
    }
    if (one instanceof String a && other instanceof String b) {
      return Texts.compare(a, b, frame);
    }
    if (one instanceof Instant a && other instanceof Instant b) {
      return a.compareTo(b);
    }
    return (one instanceof Duration a && other instanceof Duration b) ? a.compareTo(b) : null;
  }

  private static @Nullable Object add(Object one, Object other, Frame frame) {
    if (areNumbers(one, other)) {
      return Numbers.add(one, other);
    }
    if (one instanceof String a && other instanceof String b) {
      return Texts.joined(a, b, frame);
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      return Appended.of(a, b, frame);
    }
    boolean moves = one instanceof Duration || other instanceof Duration;
    return moves && areTimes(one, other) ? Times.add(one, other) : null;
  }

  private static @Nullable Object subtract(Object one, Object other) {
    if (areNumbers(one, other)) {
      return Numbers.subtract(one, other);
    }
    boolean forward = one instanceof Instant || other instanceof Duration;
    return forward && areTimes(one, other) ? Times.subtract(one, other) : null;
  }

  private static boolean areTimes(Object one, Object other) {
    return (one instanceof Instant || one instanceof Duration)
        && (other instanceof Instant || other instanceof Duration);
  }

  private static @Nullable Object negated(Object value) {
    return Numbers.isNumber(value) ? Numbers.negate(value) : null;
  }

  private static @Nullable Object size(Object value, Frame frame) {
    if (value instanceof String text) {
      return Texts.size(text, frame);
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    return value instanceof Map<?, ?> map ? (long) map.size() : null;
  }

  private static @Nullable Object in(Object wanted, Object container, Frame frame) {
    boolean holds = container instanceof List || container instanceof Map;
    return holds ? Sameness.in(wanted, container, frame) : null;
  }

  private static @Nullable Object at(Object container, Object index) {
    if (container instanceof Map<?, ?> map) {
      Object value = map.get(index);
      if (value == null) {
        throw new NoAnswer("an object has no such field as it is asked for with `[]`");
      }
      return value;
    }
    if (!(container instanceof List<?> list) || !Numbers.isNumber(index)) {
      return null;
    }
    if (!(index instanceof Long place) || place < 0 || place >= list.size()) {
      throw new NoAnswer("a list of " + list.size() + " has no such element as is asked for");
    }
    return list.get(Math.toIntExact(place));
  }

  private static @Nullable Object whole(Object value) {
    if (value instanceof Instant time) {
      return time.getEpochSecond();
    }
    Object number = number(value);
    return number == null ? null : Numbers.whole(number);
  }

  private static @Nullable Object number(Object value) {
    if (!(value instanceof String text)) {
      return Numbers.isNumber(value) ? value : null;
    }
    try {
      if (text.length() <= Numbers.DIGITS_AT_MOST) {
        return Numbers.of(new BigDecimal(text));
      }
    } catch (NumberFormatException notOne) {
      throw new NoAnswer("a text is not a number");
    }
    throw new NoAnswer("a text is too long for a number");
  }

  private static @Nullable Object text(Object value) {
    if (Numbers.isNumber(value)) {
      return Numbers.text(value);
    }
    boolean plain = value instanceof String || value instanceof Boolean || value instanceof Instant;
    return plain ? value.toString() : null;
  }

  private static @Nullable Object time(Object value) {
    boolean possible =
        value instanceof Instant || value instanceof String || Numbers.isNumber(value);
    return possible ? Times.time(value) : null;
  }

  private static @Nullable Object duration(Object value) {
    return value instanceof Duration || value instanceof String ? Times.duration(value) : null;
  }
}
