package dev.lockstep.rules;

/** The check has used up the steps that it may take; nothing decides without it any more. */
final class TooCostly extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooCostly() {
    super("it takes more than " + Frame.STEPS_AT_MOST + " steps", null, false, false);
  }
}
