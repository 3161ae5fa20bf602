package dev.lockstep.cli;

import dev.lockstep.json.OneLine;

/** Texts of events as a terminal may have them: what would move its cursor is a question mark. */
final class Shown {
  private static final int AT_MOST = 1 << 20;

  private Shown() {}

  static String of(String text) {
    return OneLine.of(text, AT_MOST);
  }
}
