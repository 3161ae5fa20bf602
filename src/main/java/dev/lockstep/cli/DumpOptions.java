package dev.lockstep.cli;

import dev.lockstep.savepoint.Database;
import dev.lockstep.savepoint.DumpFile;
import dev.lockstep.savepoint.DumpSource;
import dev.lockstep.savepoint.DumpTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a dump is read: in a file, or in a table of a database. */
final class DumpOptions {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE|JDBC",
      description = "The dump: a file of JSON lines, or a database, jdbc:...")
  private String from;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "With a database: read all of this table, whose name may be SCHEMA.TABLE.")
  private @Nullable String table;

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description =
          "With a database: read what this query gives. Columns: entity, version; state, or else"
              + " all others are its fields; deleted, time, stage, sequence.")
  private @Nullable String query;

  @Option(names = "--user", paramLabel = "USER", description = "With a database: who reads it.")
  private @Nullable String user;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      defaultValue = "LOCKSTEP_DB_PASSWORD",
      description = "The environment variable that has the password. Default: ${DEFAULT-VALUE}")
  private String passwordVariable;

  @Option(
      names = "--driver",
      paramLabel = "JAR",
      description = "A JDBC driver; that of Postgres is there.")
  private @Nullable Path driver;

  @Option(
      names = "--fetch-rows",
      paramLabel = "ROWS",
      defaultValue = "1000",
      description = "How many rows are in memory at once. Default: ${DEFAULT-VALUE}")
  private int fetchRows;

  /** Where it is read; what does not fit together fails the command. */
  DumpSource source(Map<String, String> environment) {
    return from.startsWith("jdbc:") ? table(environment) : file();
  }

  private DumpSource file() {
    if (table != null || query != null || user != null || driver != null) {
      throw CommandFailure.usage(
          "--table, --query, --user and --driver are for a database, --from jdbc:...");
    }
    Path file = Path.of(from);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailure.usage("there is no dump to read at " + from);
    }
    return new DumpFile(file);
  }

  private DumpSource table(Map<String, String> environment) {
    if (from.toLowerCase(Locale.ROOT).contains("password")
        || from.matches("[^?]*//[^/]*:[^/]*@.*")) {
      throw CommandFailure.usage(
          "a password in --from is seen by others: put it into the environment variable "
              + passwordVariable);
    }
    if ((table == null) == (query == null)) {
      throw CommandFailure.usage("a database needs either --table or --query");
    }
    if (fetchRows < 1) {
      throw CommandFailure.usage("--fetch-rows must be at least 1");
    }
    if (driver != null && !Files.isReadable(driver)) {
      throw CommandFailure.usage("--driver " + driver + ": there is no such file");
    }
    Database database = new Database(from, user, environment.get(passwordVariable), driver);
    return new DumpTable(
        database, query == null ? DumpTable.all(String.valueOf(table)) : query, fetchRows);
  }
}
