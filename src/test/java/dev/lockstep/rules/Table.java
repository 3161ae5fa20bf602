package dev.lockstep.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A specification in lines of text: what is asked, and what is said. */
final class Table {
  private Table() {}

  /** The rows of a file under {@code rules/}; a row that is not of the form is a mistake. */
  static List<MatchResult> rows(String file, Pattern form) {
    try (InputStream table =
        Objects.requireNonNull(Table.class.getResourceAsStream("/rules/" + file))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> row(line, form))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MatchResult row(String line, Pattern form) {
    Matcher row = form.matcher(line);
    if (!row.matches()) {
      throw new AssertionError("not a row: " + line);
    }
    return row.toMatchResult();
  }
}
