package dev.lockstep.rules;

import com.google.re2j.Pattern;
import dev.cel.common.Operator;

/** A function or an operator, with what it is asked of. */
final class Call {
  private Call() {}

  /** A call with one argument. */
  record OfOne(String name, Functions.One function, Term argument) implements Term {
    @Override
    public Object value(Frame frame) {
      frame.charge(1);
      Object value = argument.value(frame);
      Object result = function.of(value, frame);
      if (result == null) {
        throw new NoAnswer(written(name) + " is not for " + Kinds.of(value));
      }
      return result;
    }
  }

  /** A call with two arguments. */
  record OfTwo(String name, Functions.Two function, Term first, Term second) implements Term {
    @Override
    public Object value(Frame frame) {
      frame.charge(1);
      Object one = first.value(frame);
      Object other = second.value(frame);
      Object result = function.of(one, other, frame);
      if (result == null) {
        throw new NoAnswer(
            written(name) + " is not for " + Kinds.of(one) + " and " + Kinds.of(other));
      }
      return result;
    }
  }

  static Term matching(Term text, Pattern pattern) {
    return new OfOne(
        Signatures.MATCHES,
        (value, frame) -> value instanceof String of ? Texts.matches(of, pattern, frame) : null,
        text);
  }

  /** A function as it is written in a check. */
  static String written(String function) {
    String plain =
        Operator.lookupBinaryOperator(function)
            .or(() -> Operator.lookupUnaryOperator(function))
            .orElse(function);
    return "`" + plain.replace("_", "") + "`";
  }
}
