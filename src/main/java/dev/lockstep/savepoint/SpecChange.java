package dev.lockstep.savepoint;

import java.util.Locale;

/**
 * A change between what a savepoint's state was made with and what a job would go on with.
 *
 * @param what of the job has changed
 * @param before how it was
 * @param after how it would be
 * @param ruling what that means for the state
 * @param wayOut what to do about it; empty where nothing is to be done
 */
public record SpecChange(String what, String before, String after, Ruling ruling, String wayOut) {

  /** What a change means for the state. */
  public enum Ruling {
    /** The state is kept. */
    KEPT,
    /** The state is kept at a price that somebody has to accept. */
    NEEDS_FLAG,
    /** It was accepted. */
    ACCEPTED,
    /** The state would be misread. */
    REFUSED;

    /** The ruling as it is told. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The change in words. */
  public String text() {
    return "%s: %s, and now %s".formatted(what, shown(before), shown(after));
  }

  /** The change in words, after its ruling. */
  @Override
  public String toString() {
    return ruling.words() + " " + text();
  }

  private static String shown(String fact) {
    return fact.isEmpty() ? "none" : fact;
  }

  /** Whether the job must not go on like this. */
  public boolean isFinding() {
    return ruling == Ruling.NEEDS_FLAG || ruling == Ruling.REFUSED;
  }
}
