package dev.lockstep.rules;

/**
 * A part of a check that can be evaluated.
 *
 * <p>Values are Boolean, String, number (see {@link Numbers}), {@link Null}, List, Map, Instant and
 * Duration. None of them is changed once it is made, and two are the same if and only if they are
 * equal in Java.
 */
@FunctionalInterface
interface Term {
  /**
   * Its value.
   *
   * @throws NoAnswer when there is none
   * @throws TooCostly when the check has taken too many steps
   */
  Object value(Frame frame);

  /** The null of JSON and CEL. */
  enum Null {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }
}
