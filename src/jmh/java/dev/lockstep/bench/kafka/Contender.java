package dev.lockstep.bench.kafka;

import java.util.Arrays;

/** What is compared, in the order in which it is run. */
public enum Contender {
  /** Last version, a map of held events, a map of seen ids. */
  B1("B1", "Flink by hand, three states"),
  /** All of an entity in one value. */
  B1_A4("B1-A4", "Flink by hand, one value per entity"),
  /** The three states as three stores. */
  B2("B2", "Kafka Streams, three stores"),
  /** All of an entity in one value. */
  B2_A4("B2-A4", "Kafka Streams, one value per entity"),
  /** Not crash safe: the practical limit. */
  B3("B3", "consumer and producer, maps in memory"),
  /** A job of a spec that puts out applied events. */
  LOCKSTEP("lockstep", "Lockstep"),
  /** The same with their values as they came, as the others put them out. */
  LOCKSTEP_RECORD("lockstep-record", "Lockstep, values as they came"),
  /** A job with a lifecycle, an invariant, and all outputs. */
  LOCKSTEP_ALL("lockstep-all", "Lockstep, all features and outputs on");

  private final String label;
  private final String about;

  Contender(String label, String about) {
    this.label = label;
    this.about = about;
  }

  /** As it is called on the command line and in tables. */
  String label() {
    return label;
  }

  /** What it is, in words. */
  String about() {
    return about;
  }

  /** The contender of a label, in any case. */
  static Contender ofLabel(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label.equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no `"
                        + label
                        + "`: "
                        + Arrays.stream(values()).map(Contender::label).toList()));
  }
}
