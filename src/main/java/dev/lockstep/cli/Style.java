package dev.lockstep.cli;

import java.util.Map;

/** How text is set off on a terminal: in colours, or not at all. */
enum Style {
  /** With colours. */
  COLOURED,
  /** As it is. */
  PLAIN;

  private static final String RESET = "\u001b[0m";

  /** Colours on a terminal that has them, unless {@code NO_COLOR} is set. */
  static Style of(boolean terminal, Map<String, String> environment) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return terminal && !refused && !dumb ? COLOURED : PLAIN;
  }

  String bold(String text) {
    return in("\u001b[1m", text);
  }

  String red(String text) {
    return in("\u001b[31m", text);
  }

  String green(String text) {
    return in("\u001b[32m", text);
  }

  private String in(String code, String text) {
    return switch (this) {
      case COLOURED -> code + text + RESET;
      case PLAIN -> text;
    };
  }
}
