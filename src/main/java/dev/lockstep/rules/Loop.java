package dev.lockstep.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What {@code all}, {@code exists}, {@code exists_one}, {@code map} and {@code filter} come down
 * to: a result that grows element by element.
 *
 * @param range what is looked through: a list, or the names of an object's fields
 * @param element where the element is kept
 * @param result where the result is kept
 * @param begin what the result is at first
 * @param goesOn whether to look at the next element
 * @param step what the result is after an element
 * @param end what it comes to
 */
record Loop(Term range, int element, int result, Term begin, Term goesOn, Term step, Term end)
    implements Term {
  @Override
  public Object value(Frame frame) {
    Collection<?> elements = elements(range.value(frame));
    frame.set(result, begin.value(frame));
    for (Object each : elements) {
      frame.charge(1);
      frame.set(element, each);
      if (!Logic.truth(goesOn.value(frame), "the end of a loop")) {
        break;
      }
      frame.set(result, stepped(frame));
    }
    return end.value(frame);
  }

  /** An element without an answer is kept: a later one may decide without it. */
  private Object stepped(Frame frame) {
    try {
      return step.value(frame);
    } catch (NoAnswer none) {
      return none;
    }
  }

  private static Collection<?> elements(Object range) {
    if (range instanceof List<?> list) {
      return list;
    }
    if (range instanceof Map<?, ?> map) {
      return map.keySet();
    }
    throw new NoAnswer("only lists and objects are looked through, not " + Kinds.of(range));
  }

  /** A variable of a loop. */
  record Local(int slot) implements Term {
    @Override
    public Object value(Frame frame) {
      Object value = frame.get(slot);
      if (value instanceof NoAnswer none) {
        throw none;
      }
      return value;
    }
  }
}
