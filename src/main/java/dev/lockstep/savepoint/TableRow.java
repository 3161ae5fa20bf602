package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import dev.lockstep.codec.DumpWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as a line of a dump.
 *
 * @param columns without problems
 */
record TableRow(List<Column> columns) {
  /** The row at which the cursor is. */
  DumpLine line(ResultSet row) throws IOException {
    DumpWriter line = new DumpWriter();
    for (Column column : columns) {
      if (!column.isField()) {
        write(column, row, line);
      }
    }
    if (columns.stream().noneMatch(column -> column.name().equals("state"))) {
      line.field("state").beginObject();
      for (Column column : columns) {
        if (column.isField()) {
          write(column, row, line);
        }
      }
      line.endObject();
    }
    return line.end();
  }

  /** Whom a row is about, for what is told of it; rows have no numbers that last. */
  String entity(ResultSet row) throws IOException {
    for (Column column : columns) {
      if (column.name().equals("entity")) {
        try {
          return "entity " + row.getString(column.index()) + ": ";
        } catch (SQLException unreadable) {
          throw new IOException(unreadable);
        }
      }
    }
    return "";
  }

  private static void write(Column column, ResultSet row, DumpWriter line) throws IOException {
    line.field(column.name());
    try {
      if (row.getObject(column.index()) == null) {
        line.none();
      } else {
        value(column, row, line);
      }
    } catch (SQLException | ArithmeticException unfit) {
      throw new IOException("column " + column.name() + ": " + unfit.getMessage(), unfit);
    }
  }

  private static void value(Column column, ResultSet row, DumpWriter line)
      throws IOException, SQLException {
    int i = column.index();
    switch (column.kind()) {
      case TRUTH -> line.truth(row.getBoolean(i));
      case NUMBER -> line.number(row.getBigDecimal(i).toPlainString());
      case FLOAT -> element(row.getObject(i), column, line);
      case TIME -> time(row.getObject(i, OffsetDateTime.class), column, line);
      case TIME_OF_NO_ZONE -> time(row.getObject(i, LocalDateTime.class), column, line);
      case JSON -> line.json(row.getString(i));
      case LIST -> list(row.getArray(i), column, line);
      case TEXT -> text(row.getString(i), column, line);
      case BYTES -> throw new IllegalStateException("a column of bytes was let through");
    }
  }

  private static void time(OffsetDateTime time, Column column, DumpWriter line) throws IOException {
    if (column.isField()) {
      line.text(time.toInstant().toString());
    } else {
      line.number(Long.toString(time.toInstant().toEpochMilli()));
    }
  }

  private static void time(LocalDateTime time, Column column, DumpWriter line) throws IOException {
    if (column.isField()) {
      line.text(time.toString());
    } else {
      line.number(Long.toString(time.toInstant(ZoneOffset.UTC).toEpochMilli()));
    }
  }

  private static void list(Array array, Column column, DumpWriter line)
      throws IOException, SQLException {
    if (!(array.getArray() instanceof Object[] elements)) {
      throw new IOException("column " + column.name() + " is no list of simple values");
    }
    line.beginList();
    boolean zoned = array.getBaseTypeName().equals("timestamptz");
    for (Object element : elements) {
      element(element instanceof Timestamp time ? iso(time, zoned) : element, column, line);
    }
    line.endList();
  }

  /** The driver gives times of arrays in the zone of this process, whatever they are. */
  private static String iso(Timestamp time, boolean zoned) {
    return zoned ? time.toInstant().toString() : time.toLocalDateTime().toString();
  }

  private static void element(@Nullable Object value, Column column, DumpWriter line)
      throws IOException {
    if (value == null) {
      line.none();
    } else if (value instanceof BigDecimal number) {
      line.number(number.toPlainString());
    } else if (value instanceof Number number) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new IOException("column " + column.name() + ": " + number + " is no number in JSON");
      }
      line.number(number.toString());
    } else if (value instanceof Boolean truth) {
      line.truth(truth);
    } else if (value.getClass().isArray()) {
      throw new IOException("column " + column.name() + " is no list of simple values");
    } else {
      line.text(value.toString());
    }
  }

  private static void text(String text, Column column, DumpWriter line) throws IOException {
    if (column.name().equals("state")) {
      line.json(text);
    } else {
      line.text(text);
    }
  }
}
