package dev.lockstep.savepoint;

import dev.lockstep.state.Fact;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody has to accept before the state goes on under a changed spec. */
public enum Price {
  /** What is remembered was recognised by another id: a retry may look like a new event. */
  EVENT_ID(
      "event-id",
      Fact.EVENT_ID,
      "retries of what came before are no longer recognised by their ids: let the old events run"
          + " out, then --accept event-id"),
  /** What a removed topic still holds is not read: the job may not have come to its end. */
  TOPICS(
      "topics",
      Fact.TOPICS,
      "what was not yet read of the removed topics is given up: let the job read them to their end,"
          + " then --accept topics"),
  /**
   * The transactions of a removed output stay open, unless the job was stopped with a savepoint.
   */
  OUTPUTS(
      "outputs",
      Fact.TRANSACTIONS,
      "only from a savepoint that the job was stopped with, or its last transactions are lost:"
          + " --accept outputs (flink run: --allowNonRestoredState too)");

  private final String word;
  private final Fact fact;
  private final String wayOut;

  Price(String word, Fact fact, String wayOut) {
    this.word = word;
    this.fact = fact;
    this.wayOut = wayOut;
  }

  /** What it is called on the command line. */
  public String word() {
    return word;
  }

  /** The price of that word, if there is one. */
  public static Optional<Price> of(String word) {
    return Stream.of(values()).filter(price -> price.word.equals(word)).findAny();
  }

  /** All words, for a message. */
  public static String words() {
    return Stream.of(values()).map(Price::word).collect(Collectors.joining(", "));
  }

  Fact fact() {
    return fact;
  }

  String wayOut() {
    return wayOut;
  }

  @Override
  public String toString() {
    return word;
  }
}
