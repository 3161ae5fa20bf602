package dev.lockstep.cli;

import dev.lockstep.cli.DemoPage.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Several ways to come to the same rows, side by side; what differs from the truth is marked.
 *
 * @param noun what a row is
 * @param truth what is right, by label
 * @param columns the ways
 */
record DemoTable(String noun, Map<String, String> truth, List<Column> columns) {
  private static final String MARK = " <- wrong";
  private static final String GAP = "  ";

  List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(row(noun, columns.stream().map(Column::title).toList(), style));
    lines.add(
        row(
            "-".repeat(labelWidth()),
            columns.stream().map(column -> "-".repeat(width(column))).toList(),
            style));
    for (String label : truth.keySet()) {
      lines.add(row(label, columns.stream().map(column -> cell(column, label)).toList(), style));
    }
    lines.add(row("wrong", columns.stream().map(this::verdict).toList(), style));
    return lines;
  }

  private String row(String label, List<String> cells, Style style) {
    StringBuilder line = new StringBuilder(GAP).append(padded(label, labelWidth()));
    for (int i = 0; i < cells.size(); i++) {
      String cell = padded(cells.get(i), width(columns.get(i)));
      line.append(GAP).append(cells.get(i).endsWith(MARK) ? style.red(cell) : cell);
    }
    return line.toString().stripTrailing();
  }

  private String cell(Column column, String label) {
    String value = column.rows().getOrDefault(label, "-");
    return value.equals(truth.get(label)) ? value : value + MARK;
  }

  /** How many rows of a way are wrong. */
  long wrong(Column column) {
    return truth.keySet().stream().filter(each -> cell(column, each).endsWith(MARK)).count();
  }

  private String verdict(Column column) {
    return wrong(column) + " of " + truth.size();
  }

  private int labelWidth() {
    return widest(Stream.concat(truth.keySet().stream(), Stream.of(noun, "wrong")).toList());
  }

  private int width(Column column) {
    List<String> cells = new ArrayList<>(List.of(column.title(), verdict(column)));
    truth.keySet().forEach(label -> cells.add(cell(column, label)));
    return widest(cells);
  }

  private static int widest(Collection<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
