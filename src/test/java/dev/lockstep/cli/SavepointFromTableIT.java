package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.codec.DumpLine;
import dev.lockstep.savepoint.Database;
import dev.lockstep.savepoint.DumpSource;
import dev.lockstep.savepoint.DumpTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code savepoint bootstrap --from jdbc:...}, on a real Postgres. */
class SavepointFromTableIT {
  private static final String SPEC = "jobs/door-locks.yaml";

  @TempDir private static Path folder;
  private static EmbeddedPostgres postgres;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    url = postgres.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
    sql(
        "create schema building",
        """
        create table building.doors (
          id text primary key, revision bigint, lock text, turns numeric(6, 2), open boolean,
          seen timestamptz, tags text[], gone boolean not null default false)
        """,
        """
        insert into building.doors values
          ('front', 7, 'locked', 1.50, false, '2026-03-02 11:00:00+01', '{a,b}', false),
          ('cellar', 3, null, null, null, '2026-03-02 10:00:00Z', null, true)
        """,
        "create table plain (entity text, version int, lock text, since date)",
        "insert into plain values ('front', 7, 'locked', '2026-03-02')",
        "create table numbers (id text, n int)",
        "insert into numbers select 'e' || i, i from generate_series(1, 50) i");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      for (String statement : statements) {
        connection.createStatement().execute(statement);
      }
    }
  }

  private static Outcome bootstrap(Path to, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("savepoint", "bootstrap", "--from", url, "--user", "postgres", "--to"));
    args.add(to.toString());
    if (!List.of(more).contains("--spec")) {
      args.addAll(List.of("--spec", SPEC));
    }
    args.addAll(List.of(more));
    return Commands.run(args.toArray(String[]::new));
  }

  private static List<String> exported(Path savepoint) throws IOException {
    Path lines = folder.resolve(savepoint.getFileName() + ".jsonl");
    Outcome outcome =
        Commands.run("savepoint", "export", savepoint.toString(), "--to", lines.toString());
    assertThat(outcome.err()).isEmpty();
    return Files.readAllLines(lines);
  }

  @Test
  void aQueryBecomesTheStartingState() throws Exception {
    Path to = folder.resolve("query");
    Outcome outcome =
        bootstrap(
            to,
            "--query",
            """
            select id as entity, revision as version, seen as time, gone as deleted, 4 as sequence,
              json_build_object('lock', lock, 'turns', turns) as state from building.doors
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("2 entities in the savepoint " + to + "\n");
    assertThat(outcome.exit()).isZero();
    assertThat(exported(to))
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("{\"entity\":\"front\",\"settled\":7,\"lastApplied\":7,")
                    .contains("\"sequence\":4,", "\"time\":1772445600000,", "\"deleted\":false,")
                    .contains("\"state\":{\"lock\" : \"locked\", \"turns\" : 1.50},"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("{\"entity\":\"cellar\",\"settled\":3,")
                    .contains("\"deleted\":true,", "\"state\":null,"));
  }

  @Test
  void withoutAStateTheOtherColumnsAreItsFields() throws Exception {
    Path table = folder.resolve("table");
    assertThat(bootstrap(table, "--table", "public.plain").err()).isEmpty();
    assertThat(exported(table))
        .singleElement()
        .asString()
        .contains("\"state\":{\"lock\":\"locked\",\"since\":\"2026-03-02\"},");
    Path query = folder.resolve("fields");
    Outcome outcome =
        bootstrap(
            query,
            "--query",
            """
            select id as "Entity", revision as "Version", lock, turns, open, seen, tags,
              1.5::float8 as share, null as nothing from building.doors where id = 'front'
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(exported(query))
        .singleElement()
        .asString()
        .contains(
            "\"state\":{\"lock\":\"locked\",\"turns\":1.50,\"open\":false,"
                + "\"seen\":\"2026-03-02T10:00:00Z\",\"tags\":[\"a\",\"b\"],\"share\":1.5,"
                + "\"nothing\":null},");
  }

  @Test
  void listsAreOfSimpleValues() throws Exception {
    Path times = folder.resolve("times");
    Outcome outcome =
        bootstrap(
            times,
            "--query",
            """
            select 'a' as entity, 1 as version, array['2026-03-02 11:00:00.5+01'::timestamptz] as seen,
              array['2026-03-02 11:00:00'::timestamp] as local, array['2026-03-02'::date] as days
            """);
    assertThat(outcome.err()).isEmpty();
    assertThat(exported(times))
        .singleElement()
        .asString()
        .contains(
            "\"state\":{\"seen\":[\"2026-03-02T10:00:00.500Z\"],"
                + "\"local\":[\"2026-03-02T11:00\"],\"days\":[\"2026-03-02\"]},");
    for (String list : List.of("array[array[1, 2], array[3, 4]]", "array['a'::bytea]")) {
      Path to = folder.resolve("nested");
      Outcome nested =
          bootstrap(to, "--query", "select 'a' as entity, 1 as version, " + list + " as grid");
      assertThat(nested.exit()).isEqualTo(1);
      assertThat(nested.err()).contains("column grid is no list of simple values");
      assertThat(to).doesNotExist();
    }
  }

  @Test
  void aVersionMayBeAPair() throws Exception {
    Path spec = folder.resolve("pairs.yaml");
    Files.writeString(
        spec,
        Files.readString(Path.of(SPEC)).replace("version: /version", "version: [/epoch, /number]"));
    Path to = folder.resolve("pairs");
    Outcome outcome =
        bootstrap(
            to,
            "--spec",
            spec.toString(),
            "--query",
            "select id as entity, array[2, 9] as version, lock from building.doors where id = 'front'");
    assertThat(outcome.err()).isEmpty();
    assertThat(exported(to)).singleElement().asString().contains("\"settled\":[2,9],");
  }

  @Test
  void wrongRowsAreToldAndNothingIsMade() {
    Path to = folder.resolve("wrong");
    Outcome outcome =
        bootstrap(
            to,
            "--query",
            """
            select * from (values
              ('good', 1::numeric, '{}'), ('twin', 1, '{}'), ('half', 1.5, '{}'),
              ('more', 1, '{},"version":9'), ('twin', 2, '{}'), ('none', 3, null), ('nan', 'NaN', '{}'))
              as t (entity, version, state)
            """);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("row 3: entity half: a version is a number, two numbers or a text"),
            line ->
                assertThat(line).isEqualTo("row 4: entity more: its state is not one JSON value"),
            line -> assertThat(line).isEqualTo("row 5: entity twin is in row 2 already"),
            line ->
                assertThat(line)
                    .isEqualTo("row 6: entity none: it has no state, and is not deleted"),
            line -> assertThat(line).startsWith("row 7: entity nan: column version: "));
    assertThat(folder).isDirectoryNotContaining(path -> path.startsWith(to));
  }

  @Test
  void wrongColumnsAreToldAllAtOnce() {
    Outcome outcome =
        bootstrap(
            folder.resolve("columns"),
            "--query",
            "select id as entity, '{}' as state, lock, ''::bytea as raw from building.doors");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err().lines())
        .containsExactlyInAnyOrder(
            "column raw holds bytes: leave it out, or make it a text",
            "there is no column version: name it in a --query, `... as version`",
            "column lock is beside the column state: leave out one of both",
            "column raw is beside the column state: leave out one of both");
  }

  @Test
  void whatTheDatabaseRefusesIsToldAsItSaysIt() {
    Outcome outcome = bootstrap(folder.resolve("refused"), "--table", "nothing.there");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err())
        .startsWith("lockstep: the database " + url + " says: ERROR: relation \"nothing.there\"");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  @Test
  void aDatabaseNeedsATableOrAQueryAndNoPasswordInTheOpen() {
    assertThat(bootstrap(folder.resolve("x")).err())
        .isEqualTo("lockstep: a database needs either --table or --query\n");
    assertThat(bootstrap(folder.resolve("x"), "--table", "a", "--query", "b").exit()).isEqualTo(2);
    Outcome open =
        Commands.run(
            "savepoint",
            "bootstrap",
            "--from",
            url + "?user=me&password=hush",
            "--table",
            "plain",
            "--spec",
            SPEC,
            "--to",
            folder.resolve("x").toString());
    assertThat(open.exit()).isEqualTo(2);
    assertThat(open.err()).contains("LOCKSTEP_DB_PASSWORD").doesNotContain("hush");
    Outcome none = bootstrap(folder.resolve("x"), "--table", "a", "--driver", "no.jar");
    assertThat(none.err()).isEqualTo("lockstep: --driver no.jar: there is no such file\n");
  }

  @Test
  void anotherDatabaseBringsItsDriver() throws Exception {
    Path jar =
        UserJar.of(
            folder,
            "com.acme.AcmeDriver",
            """
            package com.acme;
            import java.sql.*;
            public class AcmeDriver implements Driver {
              public Connection connect(String url, java.util.Properties info) throws SQLException {
                throw new SQLException("acme is asked by " + info.getProperty("user"));
              }
              public boolean acceptsURL(String url) { return url.startsWith("jdbc:acme:"); }
              public DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) {
                return new DriverPropertyInfo[0];
              }
              public int getMajorVersion() { return 1; }
              public int getMinorVersion() { return 0; }
              public boolean jdbcCompliant() { return false; }
              public java.util.logging.Logger getParentLogger() { return null; }
            }
            """);
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path services = inside.getPath("META-INF/services");
      Files.createDirectories(services);
      Files.writeString(services.resolve("java.sql.Driver"), "com.acme.AcmeDriver");
    }
    List<String> args =
        new ArrayList<>(
            List.of("savepoint", "bootstrap", "--from", "jdbc:acme:doors;x=1", "--user", "reader"));
    args.addAll(List.of("--table", "doors", "--spec", SPEC, "--to", folder.resolve("y") + ""));
    Outcome without = Commands.run(args.toArray(String[]::new));
    assertThat(without.err())
        .isEqualTo("lockstep: no driver takes jdbc:acme:doors: give its jar with --driver\n");
    assertThat(without.exit()).isEqualTo(3);
    args.addAll(List.of("--driver", jar.toString()));
    Outcome with = Commands.run(args.toArray(String[]::new));
    assertThat(with.err())
        .isEqualTo(
            "lockstep: cannot reach the database jdbc:acme:doors: acme is asked by reader\n");
    assertThat(with.exit()).isEqualTo(3);
  }

  @Test
  void aPasswordIsUsedAndNeverTold() throws Exception {
    sql("create role reader login password 'hush-7'", "grant select on plain to reader");
    Path rules;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var rows = connection.createStatement().executeQuery("show hba_file")) {
      assertThat(rows.next()).isTrue();
      rules = Path.of(rows.getString(1));
    }
    Files.writeString(
        rules, "host all reader 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
    sql("select pg_reload_conf()");
    String query = "select * from plain";
    List<DumpLine> lines = new ArrayList<>();
    new DumpTable(new Database(url, "reader", "hush-7", null), query, 10)
        .read(collecting(lines, () -> {}));
    assertThat(lines).hasSize(1);
    Database wrong = new Database(url, "reader", "hush-8", null);
    assertThatThrownBy(() -> new DumpTable(wrong, query, 10).read(collecting(lines, () -> {})))
        .hasMessageContaining("cannot reach the database " + url)
        .hasMessageContaining("reader")
        .hasMessageNotContaining("hush");
    assertThat(new DumpTable(wrong, query, 10).toString()).doesNotContain("hush");
  }

  @Test
  void allRowsAreAsOfOneTime() throws Exception {
    List<DumpLine> lines = new ArrayList<>();
    new DumpTable(
            new Database(url, "postgres", null, null),
            "select id as entity, n as version, n from numbers order by n",
            1)
        .read(collecting(lines, () -> sql("update numbers set n = n + 1000")));
    assertThat(lines).hasSize(50);
    assertThat(lines.get(49).version()).hasToString("50");
  }

  @FunctionalInterface
  private interface Doing {
    void now() throws SQLException;
  }

  /** Keeps the lines; does something when the first one is there. */
  private static DumpSource.Reader collecting(List<DumpLine> lines, Doing first) {
    return new DumpSource.Reader() {
      @Override
      public boolean line(long number, DumpLine line) throws IOException {
        try {
          if (lines.isEmpty()) {
            first.now();
          }
        } catch (SQLException failure) {
          throw new IOException(failure);
        }
        return lines.add(line);
      }

      @Override
      public void wrong(String why) {
        throw new AssertionError(why);
      }

      @Override
      public boolean wrong(long number, String why) {
        throw new AssertionError(why);
      }
    };
  }
}
