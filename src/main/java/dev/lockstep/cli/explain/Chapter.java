package dev.lockstep.cli.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of an explanation.
 *
 * @param title what it is about
 * @param lines what it says
 */
public record Chapter(String title, List<Line> lines) {
  public Chapter {
    lines = List.copyOf(lines);
  }

  /**
   * One statement.
   *
   * @param label what it is about, empty for plain text
   * @param text the statement
   */
  public record Line(String label, String text) {}

  /** A chapter while it is written. */
  static final class Draft {
    private final List<Line> lines = new ArrayList<>();

    Draft say(String text) {
      return say("", text);
    }

    Draft say(String label, String text) {
      lines.add(new Line(label, text));
      return this;
    }

    Draft sayIf(boolean condition, String text) {
      return condition ? say(text) : this;
    }

    Chapter titled(String title) {
      return new Chapter(title, lines);
    }
  }
}
