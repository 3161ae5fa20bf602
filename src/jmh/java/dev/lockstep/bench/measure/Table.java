package dev.lockstep.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Rows of text as a table in Markdown, its columns padded to be read as they are. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns. */
  public Table(List<String> columns) {
    rows.add(List.copyOf(columns));
  }

  /** Adds a row with a cell for each column. */
  public void row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(cells + " in a table of " + rows.get(0));
    }
    rows.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      line(text, rows.get(i));
      if (i == 0) {
        line(text, rows.get(0).stream().map(cell -> "---").toList());
      }
    }
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      text.append("| ").append(cell).append(" ".repeat(width(column) - cell.length())).append(' ');
    }
    text.append("|").append(System.lineSeparator());
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
