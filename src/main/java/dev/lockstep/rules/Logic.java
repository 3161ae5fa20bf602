package dev.lockstep.rules;

/** And, or, not, and the choice; a side without an answer does not matter if the other decides. */
final class Logic {
  private Logic() {}

  static boolean truth(Object value, String asker) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NoAnswer(asker + " needs true or false, and gets " + Kinds.of(value));
  }

  static Term and(Term one, Term other) {
    return frame -> !decides(one, other, false, "`&&`", frame);
  }

  static Term or(Term one, Term other) {
    return frame -> decides(one, other, true, "`||`", frame);
  }

  /** Whether one of the sides is what decides; asked from left to right. */
  private static boolean decides(
      Term one, Term other, boolean decisive, String asker, Frame frame) {
    NoAnswer first = null;
    try {
      if (truth(one.value(frame), asker) == decisive) {
        return true;
      }
    } catch (NoAnswer none) {
      first = none;
    }
    if (first == null) {
      return truth(other.value(frame), asker) == decisive;
    }
    if (isDecided(other, decisive, asker, frame)) {
      return true;
    }
    throw first;
  }

  private static boolean isDecided(Term side, boolean decisive, String asker, Frame frame) {
    try {
      return truth(side.value(frame), asker) == decisive;
    } catch (NoAnswer none) {
      return false;
    }
  }

  static Term not(Term term) {
    return frame -> !truth(term.value(frame), "`!`");
  }

  static Term choice(Term condition, Term yes, Term no) {
    return frame -> (truth(condition.value(frame), "`?:`") ? yes : no).value(frame);
  }

  static Term notStrictlyFalse(Term term) {
    return frame -> {
      try {
        return !Boolean.FALSE.equals(term.value(frame));
      } catch (NoAnswer none) {
        return true;
      }
    };
  }
}
