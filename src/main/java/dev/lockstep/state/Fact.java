package dev.lockstep.state;

/**
 * One of the things about a job that its state was made with.
 *
 * <p>The words are kept in savepoints and never change.
 */
public enum Fact {
  /** What the job is called. */
  NAME("name", true),
  /** Where an event says whom it is about. */
  ENTITY("entity", true),
  /** What gives an event its place. */
  ORDER("order by", true),
  /** Whether a version is a number, a pair or a text. */
  VERSION("version", true),
  /** What folds an event into the state. */
  REDUCER("reducer", true),
  /** Which types are of the analytics lane, where they take numbers of their entities. */
  LANES("numbered analytics types", true),
  /** The number of key groups. */
  MAX_PARALLELISM("max parallelism", true),
  /** Where an event says its id, and who gave it. */
  EVENT_ID("event id", false),
  /** What is read. */
  TOPICS("topics", false),
  /** The outputs that are written in transactions. */
  TRANSACTIONS("exactly-once outputs", false);

  private final String word;
  private final boolean fixed;

  Fact(String word, boolean fixed) {
    this.word = word;
    this.fixed = fixed;
  }

  /** What it is called in savepoints and in messages. */
  public String word() {
    return word;
  }

  /** Whether a job with another one is refused; else only some changes have a price. */
  public boolean isFixed() {
    return fixed;
  }

  static boolean isFixed(String word) {
    for (Fact fact : values()) {
      if (fact.word.equals(word)) {
        return fact.fixed;
      }
    }
    return true;
  }
}
