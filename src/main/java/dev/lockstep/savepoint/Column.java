package dev.lockstep.savepoint;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column of a dump that is a table.
 *
 * @param index from 1
 * @param name as the dump has it: of the known ones in small letters
 * @param kind what it holds
 */
record Column(int index, String name, Kind kind) {
  private static final List<String> KNOWN =
      List.of("entity", "version", "state", "deleted", "time", "stage", "sequence");

  /** What a column holds. */
  enum Kind {
    TRUTH,
    NUMBER,
    FLOAT,
    TIME,
    TIME_OF_NO_ZONE,
    JSON,
    LIST,
    BYTES,
    TEXT
  }

  /** All of them. */
  static List<Column> of(ResultSetMetaData table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= table.getColumnCount(); i++) {
      String label = table.getColumnLabel(i);
      String small = label.toLowerCase(Locale.ROOT);
      columns.add(
          new Column(
              i,
              KNOWN.contains(small) ? small : label,
              kind(table.getColumnType(i), table.getColumnTypeName(i))));
    }
    return columns;
  }

  private static Kind kind(int type, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "json", "jsonb" -> Kind.JSON;
      case "timestamptz" -> Kind.TIME;
      default -> kind(type);
    };
  }

  private static Kind kind(int type) {
    return switch (type) {
      case Types.BOOLEAN, Types.BIT -> Kind.TRUTH;
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL ->
          Kind.NUMBER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.FLOAT;
      case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME;
      case Types.TIMESTAMP -> Kind.TIME_OF_NO_ZONE;
      case Types.ARRAY -> Kind.LIST;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
      default -> Kind.TEXT;
    };
  }

  /** What is wrong with them, whatever the rows hold. */
  static List<String> problems(List<Column> columns) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    columns.forEach(column -> column.look(names.add(column.name), problems));
    for (String needed : List.of("entity", "version")) {
      if (!names.contains(needed)) {
        problems.add(
            "there is no column " + needed + ": name it in a --query, `... as " + needed + "`");
      }
    }
    if (names.contains("state")) {
      names.removeAll(KNOWN);
      names.forEach(
          name ->
              problems.add(
                  "column " + name + " is beside the column state: leave out one of both"));
    }
    return problems;
  }

  private void look(boolean isFirst, List<String> problems) {
    if (!isFirst) {
      problems.add("there are two columns " + name);
    }
    if (kind == Kind.BYTES) {
      problems.add("column " + name + " holds bytes: leave it out, or make it a text");
    }
  }

  /** Whether it is one of the state's fields. */
  boolean isField() {
    return !KNOWN.contains(name);
  }
}
