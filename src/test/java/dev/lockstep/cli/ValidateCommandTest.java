package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String DOOR_LOCKS = Commands.spec("good/smallest");

  @TempDir private Path folder;

  @Test
  void aSpecWithFiveMistakesGivesFiveFindingsOnTheirLines() {
    String file = Commands.spec("broken/five-mistakes");

    assertThat(Commands.run("validate", file))
        .isEqualTo(
            new Outcome(
                2,
                """
                F:2:7: error: `door locks` is not a name: up to 100 letters, digits, `.`, `_` and `-`
                    name: door locks
                          ^
                F:4:11: error: `deviceId` is not a pointer: it does not begin with `/`
                      entity: deviceId
                              ^
                    hint: `/deviceId`?
                F:10:3: error: `start-at` is not a key under `order`
                      start-at: 1
                      ^
                    hint: did you mean `starts-at`?
                F:11:9: error: `30` is not a duration
                      wait: 30
                            ^
                    hint: add a unit: `30s`, `30ms`
                F:12:11: error: `on-gap` cannot be `skipp`
                      on-gap: skipp
                              ^
                    hint: did you mean `skip`? One of wait, skip, dead-letter, quarantine
                F: 5 errors
                """
                    .replace("F:", file + ":"),
                ""));
  }

  @Test
  void aGoodSpecIsValid() {
    assertThat(Commands.run("validate", DOOR_LOCKS))
        .isEqualTo(new Outcome(0, DOOR_LOCKS + " is valid\n", ""));
  }

  @Test
  void warningsAreToldAndTheSpecIsValid() {
    Outcome outcome = Commands.run("validate", Commands.spec("doubtful/timing"));

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).endsWith("timing.yaml is valid, with 3 warnings and 1 note\n");
    assertThat(outcome.out()).contains("timing.yaml:6:11: warning: after a failure");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aValueOfTheCommandLineIsCheckedToo() {
    assertThat(Commands.run("validate", DOOR_LOCKS, "--set", "order.by=lates", "--set=name=a b"))
        .isEqualTo(
            new Outcome(
                2,
                """
                --set name: error: `a b` is not a name: up to 100 letters, digits, `.`, `_` and `-`
                --set order.by: error: `by` cannot be `lates`
                    hint: did you mean `latest`? One of version, latest, time, arrival
                F: 2 errors
                """
                    .replace("F:", DOOR_LOCKS + ":"),
                ""));
  }

  @Test
  void programsReadJson() throws IOException {
    Outcome outcome =
        Commands.run("validate", "--json", Commands.spec("doubtful/latest-class"), "--set", "x=1");
    JsonNode json = new ObjectMapper().readTree(outcome.out());

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(json.get("valid").booleanValue()).isFalse();
    assertThat(json.get("errors").intValue()).isEqualTo(1);
    assertThat(json.get("warnings").intValue()).isEqualTo(1);
    assertThat(json.get("notes").intValue()).isZero();
    assertThat(json.get("problems"))
        .hasToString(
            new ObjectMapper()
                .readTree(
                    """
                    [{"severity": "warning", "line": 4, "column": 17, "path": "state.reduce",
                      "message": "`by: latest` drops older events: the class must make the whole state from one event",
                      "hint": "else use `by: version`"},
                     {"severity": "error", "option": "--set x", "path": "x",
                      "message": "`x` is not a key here",
                      "hint": "keys here: control, delivery, duplicates, event, flink, lanes, lockstep, name, order, outputs, overrides, redact, source, state, watermarks"}]
                    """)
                .toString());
  }

  @Test
  void aSecretOfALineWithAProblemIsNotShown() throws IOException {
    Path file = folder.resolve("secret.yaml");
    Files.writeString(
        file,
        """
        name: orders
        event: {entity: /id, version: /version}
        flink: {properties: {s3.secret-key: hunter2}, backened: heap}
        outputs:
          sasl.jaas.config:
            - hunter2
            : ["
        """);
    Outcome told = Commands.run("validate", file.toString());
    Files.writeString(file, Files.readString(file).replaceAll("(?s)outputs.*", ""));
    Outcome toldAgain = Commands.run("validate", file.toString());

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.out() + told.err()).doesNotContain("hunter2");
    assertThat(toldAgain.out())
        .contains("secret.yaml:3:47: error: `backened` is not a key under `flink`")
        .contains("flink: {properties: {s3.secret-key: ***")
        .doesNotContain("hunter2");
  }

  @Test
  void theCaretStandsBelowItsColumnBehindTabsAndWideCharacters() throws IOException {
    Path file = folder.resolve("wide.yaml");
    String line = "event: {entity: \"/\uD83D\uDD12\t\", version: v}";
    Files.writeString(file, "name: orders\n" + line + "\n");

    assertThat(Commands.run("validate", file.toString()).out())
        .contains("    " + line + "\n    " + " ".repeat(19) + "\t" + " ".repeat(12) + "^\n");
  }

  @Test
  void aFileThatCannotBeReadIsSaidSo() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Path large = folder.resolve("large.yaml");
    Files.write(large, new byte[5 << 20]);

    assertUnreadable(folder.resolve("none.yaml"), "there is no such file");
    assertUnreadable(folder, "it is a folder");
    assertUnreadable(latin, "it is not UTF-8 text");
    assertUnreadable(large, "it is too large for a spec");
  }

  private static void assertUnreadable(Path file, String why) {
    assertThat(Commands.run("validate", file.toString()))
        .isEqualTo(new Outcome(2, "", "lockstep: cannot read " + file + ": " + why + "\n"));
  }

  @Test
  void withoutAFileItIsWrongUsage() {
    Outcome outcome = Commands.run("validate");

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("Missing required parameter: 'SPEC'");
    assertThat(outcome.out()).isEmpty();
  }
}
