package dev.lockstep.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a check can ask about. */
enum Root {
  STATE("state"),
  PREVIOUS("previous"),
  DATA("event.data"),
  TYPE("event.type"),
  ID("event.id"),
  SOURCE("event.source"),
  ENTITY("event.entity"),
  VERSION("event.version"),
  TIME("event.time"),
  DELETE("event.delete");

  static final String EVENT = "event";

  private final String label;

  Root(String label) {
    this.label = label;
  }

  /** As it is written in a check. */
  String label() {
    return label;
  }

  /** Whether it is JSON, which is read as far as it is asked for. */
  boolean isJson() {
    return switch (this) {
      case STATE, PREVIOUS, DATA -> true;
      case TYPE, ID, SOURCE, ENTITY, VERSION, TIME, DELETE -> false;
    };
  }

  static Optional<Root> of(String label) {
    return Arrays.stream(values()).filter(root -> root.label.equals(label)).findFirst();
  }

  /** The parts of an event. */
  static List<String> eventFields() {
    return Arrays.stream(values())
        .filter(root -> root.label.startsWith(EVENT + "."))
        .map(root -> root.label.substring(EVENT.length() + 1))
        .toList();
  }
}
