package dev.lockstep.spec;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where something of a spec was written: in its file, or on the command line.
 *
 * @param option the command-line option, such as {@code --set order.wait}; null in the file
 * @param line from 1; 0 on the command line
 * @param column in characters, from 1; 0 on the command line
 */
public record Position(@Nullable String option, int line, int column)
    implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::onCommandLine)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column)
          .thenComparing(position -> String.valueOf(position.option()));

  static final Position START = inFile(1, 1);

  static Position inFile(int line, int column) {
    return new Position(null, line, column);
  }

  static Position inOption(String option) {
    return new Position(option, 0, 0);
  }

  /** Whether it was written on the command line. */
  public boolean onCommandLine() {
    return option != null;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return option != null ? option : line + ":" + column;
  }
}
