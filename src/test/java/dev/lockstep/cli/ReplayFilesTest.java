package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters of a run on files, back to a file. */
final class ReplayFilesTest {
  @TempDir private Path folder;

  private static DeadLetter letter(@Nullable String value, long version, boolean redacted) {
    return new DeadLetter(
        new Raw(
            value == null ? null : Bytes.utf8(value),
            null,
            List.of(),
            new Origin("events.jsonl", 0, version)),
        "a",
        "a-" + version,
        "Set",
        new Version.Single(version),
        version,
        Verdict.OVERFLOW,
        Reason.BUFFER_FULL,
        "",
        "",
        null,
        null,
        1_800_000_000_000L,
        redacted);
  }

  private Path letters(DeadLetter... letters) throws IOException {
    List<String> lines = new ArrayList<>();
    for (DeadLetter letter : letters) {
      lines.add(DeadLetterLine.of(letter).utf8());
    }
    return Files.write(folder.resolve("dead-letters.jsonl"), lines);
  }

  private Outcome replay(Path letters, Object... options) {
    List<String> args =
        new ArrayList<>(
            List.of("replay", Commands.spec("good/smallest"), "--input", letters.toString()));
    for (Object option : options) {
      args.add(option.toString());
    }
    return Commands.run(args.toArray(String[]::new));
  }

  @Test
  void theOriginalRecordsAreWrittenInOrder() throws Exception {
    Path letters = letters(letter("{\"v\": 2}", 2, false), letter("{\"v\": 1}", 1, false));
    Path output = folder.resolve("again.jsonl");
    Outcome outcome = replay(letters, "--output", output);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("2 sent\n");
    assertThat(Files.readAllLines(output)).containsExactly("{\"v\": 1}", "{\"v\": 2}");

    assertThat(replay(letters, "--output", output).exit()).isEqualTo(2);
    assertThat(replay(letters, "--output", output).err()).contains("add --force");
    assertThat(replay(letters, "--output", output, "--force").exit()).isZero();
  }

  @Test
  void whatIsReadIsNeverReplacedAndAFolderMustBeThere() throws Exception {
    Path letters = letters(letter("{\"v\": 1}", 1, false));
    String before = Files.readString(letters);
    Path source = Files.writeString(folder.resolve("events.jsonl"), "{\"v\": 1}\n");
    Path output = folder.resolve("again.jsonl");

    Outcome onLetters = replay(letters, "--output", letters, "--force");
    assertThat(onLetters.exit()).isEqualTo(2);
    assertThat(onLetters.err()).contains("is read and would be replaced");
    assertThat(replay(letters, "--output", source, "--source", source, "--force").exit())
        .isEqualTo(2);
    Outcome nowhere = replay(letters, "--output", folder.resolve("new/again.jsonl"));
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no such folder");

    assertThat(letters).hasContent(before);
    assertThat(source).hasContent("{\"v\": 1}\n");
    assertThat(output).doesNotExist();
  }

  @Test
  void whatWasRedactedIsReadFromWhatTheRunHadRead() throws Exception {
    Path letters = letters(letter("{\"card\":\"[redacted]\"}", 2, true));
    String record = "{\"deviceId\":\"a\",\"id\":\"a-2\",\"version\":2,\"card\":\"4711\"}";
    Path source = Files.writeString(folder.resolve("events.jsonl"), "{}\n" + record + "\n");
    Path output = folder.resolve("again.jsonl");
    Outcome gone = replay(letters, "--output", output);
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.out()).contains("0 sent", "1 left out, redacted or cut", "--source FILE");
    assertThat(output).isEmptyFile();

    Outcome found =
        replay(letters, "--output", output, "--force", "--source", source, "--set", "event.id=/id");
    assertThat(found.out()).contains("1 sent, 1 of them read from their origins");
    assertThat(Files.readAllLines(output)).containsExactly(record);
  }

  @Test
  void whatStandsInTheLineOfARedactedLetterButIsAnotherRecordIsNotSent() throws Exception {
    Path letters = letters(letter("{\"card\":\"[redacted]\"}", 2, true));
    Path output = folder.resolve("again.jsonl");
    for (String line :
        List.of(
            "{\"deviceId\":\"b\",\"id\":\"a-2\",\"version\":2}",
            "{\"deviceId\":\"a\",\"id\":\"a-3\",\"version\":2}",
            "{\"deviceId\":\"a\",\"id\":\"a-2\",\"version\":3}",
            "no event")) {
      Path source = Files.writeString(folder.resolve("events.jsonl"), "{}\n" + line + "\n");
      Outcome outcome =
          replay(
              letters, "--output", output, "--force", "--source", source, "--set", "event.id=/id");
      assertThat(outcome.exit()).as(line).isEqualTo(1);
      assertThat(outcome.out()).contains("0 sent", "1 left out, redacted or cut, and gone");
      assertThat(output).isEmptyFile();
    }
  }

  @Test
  void whatIsNoLineIsLeftOut() throws Exception {
    Path letters = letters(letter(null, 1, false), letter("{\n}", 2, false));
    Outcome outcome = replay(letters, "--output", folder.resolve("again.jsonl"), "--json");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("\"leftOut\":{\"NO_LINE\":2}", "\"sent\":0");
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    Path letters = letters(letter("{}", 1, false));
    Files.writeString(letters, "{}\n", java.nio.file.StandardOpenOption.APPEND);
    Outcome outcome = replay(letters, "--dry-run", "--json");
    assertThat(outcome.out())
        .contains(
            "\"selected\":1",
            "\"reason\":\"BUFFER_FULL\"",
            "\"outlook\":\"AT_ITS_PLACE\"",
            "\"at\":\"dead-letters.jsonl/0@2\"");
    assertThat(folder).isDirectoryNotContaining("glob:**again*");
  }

  @Test
  void optionsThatDoNotGoTogetherAreWrongUsage() throws Exception {
    Path letters = letters();
    assertThat(replay(letters).err()).contains("--input goes with --output FILE");
    assertThat(replay(folder.resolve("nothing"), "--dry-run").err()).contains("no such file");
    assertThat(replay(letters, "--dry-run", "--max-laps", 0).err()).contains("1 or more");
    assertThat(replay(letters, "--dry-run", "--since", "2026-02-02", "--until", "2026-01-01").err())
        .contains("--since must be before --until");
    Outcome topics = Commands.run("replay", Commands.spec("good/smallest"));
    assertThat(topics.exit()).isEqualTo(2);
    assertThat(topics.err()).contains("the spec names no topics");
  }

  @Test
  void aTerminalShowsABarAndAFileNoNoise() {
    StringWriter terminal = new StringWriter();
    StringWriter file = new StringWriter();
    ReplayBar bar = new ReplayBar(new PrintWriter(terminal), true);
    bar.begin(40);
    bar.show(10);
    assertThat(terminal.toString()).contains(" 25 % [#######    ", "10 of 40 sent");
    ReplayBar quiet = new ReplayBar(new PrintWriter(file), false);
    quiet.begin(40);
    quiet.show(10);
    quiet.end();
    assertThat(file.toString()).isEmpty();
  }
}
