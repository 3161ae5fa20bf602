package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A dump that a database holds: each row of a query is an entity.
 *
 * @param database where
 * @param query what is asked for
 * @param fetchRows how many rows are fetched at once
 */
public record DumpTable(Database database, String query, int fetchRows) implements DumpSource {
  /** The query for all of a table, whose name may have a schema before it. */
  public static String all(String table) {
    return "select * from \""
        + String.join("\".\"", table.replace("\"", "\"\"").split("\\.", -1))
        + "\"";
  }

  @Override
  public void read(Reader reader) throws IOException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchRows);
      try (ResultSet rows = statement.executeQuery(query)) {
        read(rows, reader);
      }
      connection.rollback();
    } catch (SQLException failure) {
      throw new IOException("the database " + database + " says: " + failure.getMessage(), failure);
    }
  }

  private static void read(ResultSet rows, Reader reader) throws SQLException, IOException {
    List<Column> columns = Column.of(rows.getMetaData());
    List<String> wrong = Column.problems(columns);
    wrong.forEach(reader::wrong);
    boolean more = wrong.isEmpty();
    TableRow row = new TableRow(columns);
    for (long number = 1; more && rows.next(); number++) {
      more = read(number, row, rows, reader);
    }
  }

  private static boolean read(long number, TableRow row, ResultSet rows, Reader reader)
      throws IOException {
    DumpLine line;
    try {
      line = row.line(rows);
    } catch (IOException wrong) {
      return reader.wrong(number, row.entity(rows) + wrong.getMessage());
    }
    return reader.line(number, line);
  }

  @Override
  public String word() {
    return "row";
  }
}
