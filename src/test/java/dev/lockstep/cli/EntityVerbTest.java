package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a verb is told before it is sent. */
final class EntityVerbTest {
  private static final String RECORD = "{\"deviceId\":\"a\",\"version\":2}";

  @TempDir private Path folder;

  private Outcome entity(String verb, String... options) {
    List<String> args =
        new ArrayList<>(List.of("entity", verb, Commands.spec("good/smallest"), "a"));
    args.addAll(List.of(options));
    args.addAll(List.of("--to", folder.resolve("control.jsonl").toString()));
    return Commands.run(args.toArray(String[]::new));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("event.json"), text);
  }

  private void refuses(String message, String verb, String... options) {
    Outcome outcome = entity(verb, options);
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(message).doesNotContain("unexpected");
    assertThat(folder.resolve("control.jsonl")).doesNotExist();
  }

  @Test
  void whatIsMissingOrEmpty() throws Exception {
    refuses("--why is empty", "skip", "--culprit", "x", "--why", " ");
    refuses("--by is empty", "skip", "--culprit", "x", "--why", "x", "--by", "");
    refuses("--version N", "advance", "--why", "x");
    refuses("--event FILE", "replace", "--culprit", "x", "--why", "x");
    String gone = folder.resolve("gone.json").toString();
    refuses("cannot be read", "replace", "--culprit", "x", "--why", "x", "--event", gone);
    String empty = file(" ").toString();
    refuses("is empty", "replace", "--culprit", "x", "--why", "x", "--event", empty);
    Outcome nobody =
        Commands.run("entity", "forget", Commands.spec("good/smallest"), "", "--why", "x");
    assertThat(nobody.exit()).isEqualTo(2);
    assertThat(nobody.err()).contains("the ENTITY is empty");
  }

  @Test
  void whatAnotherVerbTakes() throws Exception {
    String event = file(RECORD).toString();
    refuses("--event is for replace", "skip", "--culprit", "x", "--why", "x", "--event", event);
    refuses("--version is for", "skip", "--culprit", "x", "--why", "x", "--version", "3");
    refuses("--culprit is for", "forget", "--culprit", "x", "--why", "x");
    refuses("--culprit is for", "reset", "--culprit-at", "t/0@1", "--why", "x");
  }

  @Test
  void whatTheJobCouldNotRead() throws Exception {
    refuses("no version of this job, a number: ", "advance", "--version", "soon", "--why", "x");
    refuses("no version of this job, a number: ", "reset", "--version", "-1", "--why", "x");
    String event = file("{\"version\":2}").toString();
    refuses(
        "the corrected event cannot be used: FIELD_MISSING",
        "replace",
        "--culprit",
        "x",
        "--why",
        "x",
        "--event",
        event);
  }

  @Test
  void whatIsRightIsWritten() throws Exception {
    String event = file(RECORD).toString();
    Outcome outcome =
        entity(
            "replace", "--culprit", "x", "--culprit-at", "t/0@1", "--why", "x", "--event", event);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("control.jsonl")))
        .contains("\"culprit\":\"x\",\"culprit-at\":\"t/0@1\",\"event\":" + RECORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "skip", "replace", "advance", "reset", "forget"})
  void eachVerbHasItsHelp(String verb) {
    Outcome outcome = Commands.run("entity", verb, "--help");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("Usage: lockstep entity " + verb).contains("--why");
  }

  @Test
  void theHelpTellsTheVerbsApart() {
    List<String> sentences =
        Commands.run("entity", "--help")
            .out()
            .lines()
            .filter(line -> line.matches("  [a-z]+ .*"))
            .map(line -> line.strip().replaceFirst("^[a-z]+ +", ""))
            .toList();
    assertThat(sentences).hasSize(8).doesNotHaveDuplicates();
  }
}
