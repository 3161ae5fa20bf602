package dev.lockstep.bench.operator;

import java.util.Arrays;

/** What is compared, in the order in which it is run. */
public enum Subject {
  /** One thread and a hash map of small objects: the limit of the logic. */
  A0("A0", "plain loop", false, true),
  /** By key, and nothing is kept. */
  A1("A1", "pass through", false, false),
  /** One {@code ValueState<Long>} read and written per event: the least that keyed state costs. */
  A2("A2", "one ValueState<Long>", true, false),
  /** What one writes first: last version, a map of held events, a map of seen ids. */
  A3("A3", "by hand, three states", true, true),
  /** All of an entity in one {@code ValueState<byte[]>}. */
  A4("A4", "by hand, one ValueState<byte[]>", true, true),
  /** A small header in one value, bodies in a map that is touched only while something is held. */
  A4B("A4b", "by hand, header and bodies", true, true),
  /** The whole graph of a job. */
  LOCKSTEP("lockstep", "Lockstep", true, true),
  /** With a lifecycle, an invariant, all verdicts, and lines written. */
  LOCKSTEP_ALL("lockstep-all", "Lockstep, all features on", true, true);

  private final String label;
  private final String about;
  private final boolean stateful;
  private final boolean doesTheJob;

  Subject(String label, String about, boolean stateful, boolean doesTheJob) {
    this.label = label;
    this.about = about;
    this.stateful = stateful;
    this.doesTheJob = doesTheJob;
  }

  /** What it is, in words. */
  String about() {
    return about;
  }

  /** Whether it keeps its state in a backend. */
  boolean stateful() {
    return stateful;
  }

  /** Whether its output must be that of the job; else only its number is checked. */
  boolean doesTheJob() {
    return doesTheJob;
  }

  /** As it is called on the command line and in tables. */
  String label() {
    return label;
  }

  /** The subject of a label, in any case. */
  static Subject ofLabel(String label) {
    return Arrays.stream(values())
        .filter(subject -> subject.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no `"
                        + label
                        + "`: "
                        + Arrays.stream(values()).map(Subject::label).toList()));
  }
}
