package dev.lockstep.rules;

/**
 * Why a part of a check has no answer. It ends the evaluation of that part, and is a value again
 * where the check ends, or where another part decides without it.
 */
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswer(String why) {
    super(why, null, false, false);
  }

  /** Why, for people. */
  String why() {
    return String.valueOf(getMessage());
  }
}
