package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code savepoint}, from a dump to a dump. */
class SavepointCommandIT {
  private static final String SPEC = Path.of("jobs/door-locks.yaml").toString();

  @TempDir private static Path folder;
  private static Path made;

  @BeforeAll
  static void beginWithADump() throws Exception {
    made = bootstrap("made", "unlocked");
  }

  private static Path bootstrap(String name, String state) throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve(name + ".jsonl"),
            """
            {"entity": "front", "version": 7, "state": {"lock": "%s", "turns": 1.50}}
            {"entity": "cellar", "version": 3, "deleted": true}
            """
                .formatted(state));
    Path to = folder.resolve(name);
    Outcome outcome =
        Commands.run(
            "savepoint",
            "bootstrap",
            "--from",
            dump.toString(),
            "--spec",
            SPEC,
            "--to",
            to.toString());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("2 entities in the savepoint " + to + "\n");
    assertThat(outcome.exit()).isZero();
    return to;
  }

  @Test
  void inspectCountsAndShows() {
    Outcome counts = Commands.run("savepoint", "inspect", made.toString());
    assertThat(counts.err()).isEmpty();
    assertThat(counts.out())
        .containsPattern("entities +2\n")
        .containsPattern("grave +1\n")
        .containsPattern("received +0 = 0 verdicts \\+ 0 held\n")
        .containsPattern("name +door-locks\n")
        .containsPattern("max parallelism +360\n");
    assertThat(counts.exit()).isZero();
    Outcome one = Commands.run("savepoint", "inspect", made.toString(), "--entity", "front");
    assertThat(one.out())
        .containsPattern("settled +7\n")
        .containsPattern("state +\\{\"lock\":\"unlocked\",\"turns\":1.50}\n");
    Outcome none = Commands.run("savepoint", "inspect", made.toString(), "--entity", "roof");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.out()).isEmpty();
  }

  @Test
  void checkSaysWhatIsRefused() {
    Outcome same = Commands.run("savepoint", "check", made.toString(), "--spec", SPEC);
    assertThat(same.out())
        .isEqualTo("2 entities and 0 held events read: the job can go on from here\n");
    assertThat(same.exit()).isZero();
    Outcome other =
        Commands.run(
            "savepoint",
            "check",
            made.toString(),
            "--spec",
            SPEC,
            "--set",
            "event.entity=/building",
            "--set",
            "event.id=/x");
    assertThat(other.out())
        .contains("refused    entity: /door, and now /building\n", "needs flag event id: ")
        .endsWith("the job cannot go on like this\n");
    assertThat(other.exit()).isEqualTo(1);
  }

  @Test
  void diffTellsWhoDiffers() throws Exception {
    Path other = bootstrap("other", "locked");
    Outcome same = Commands.run("savepoint", "diff", made.toString(), made.toString());
    assertThat(same.out()).isEqualTo("0 entities differ\n");
    assertThat(same.exit()).isZero();
    Outcome differing =
        Commands.run("savepoint", "diff", made.toString(), other.toString(), "--json");
    assertThat(differing.out()).isEqualTo("{\"entity\":\"front\",\"differs\":[\"state\"]}\n");
    assertThat(differing.exit()).isEqualTo(1);
  }

  @Test
  void whatIsExportedCanBeginAnotherJob() throws Exception {
    Path lines = folder.resolve("exported.jsonl");
    Outcome exported =
        Commands.run("savepoint", "export", made.toString(), "--to", lines.toString());
    assertThat(exported.out()).isEqualTo("2 entities in " + lines + "\n");
    Path again = folder.resolve("again");
    Commands.run(
        "savepoint",
        "bootstrap",
        "--from",
        lines.toString(),
        "--spec",
        SPEC,
        "--to",
        again.toString());
    assertThat(Commands.run("savepoint", "diff", made.toString(), again.toString()).out())
        .isEqualTo("0 entities differ\n");
    assertThat(
            Commands.run("savepoint", "export", made.toString(), "--to", lines.toString()).exit())
        .isEqualTo(2);
  }

  @Test
  void aBadDumpMakesNothingAndTellsEveryLine() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("bad.jsonl"),
            """
            {"entity": "front", "version": 7, "state": {}}
            {"entity": "front", "state": {}}
            {"entity": "back", "version": [1, 2], "state": {}}
            {"entity": "back", "version": 1}
            {"entity": "back", "version": 1, "state": {}, "held": [{"version": 3}]}
            no JSON
            """);
    Path to = folder.resolve("bad");
    Outcome outcome =
        Commands.run(
            "savepoint",
            "bootstrap",
            "--from",
            dump.toString(),
            "--spec",
            SPEC,
            "--to",
            to.toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("line 2: it has no version"),
            line -> assertThat(line).isEqualTo("line 3: 1.2 is no version of this spec"),
            line -> assertThat(line).isEqualTo("line 4: it has no state, and is not deleted"),
            line -> assertThat(line).startsWith("line 5: it holds events"),
            line -> assertThat(line).startsWith("line 6: it is no JSON"));
    assertThat(to).doesNotExist();
  }

  @Test
  void whatIsNotThereIsWrongUsage() {
    Outcome outcome = Commands.run("savepoint", "inspect", folder.resolve("none").toString());
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("lockstep: there is no savepoint at ");
  }

  @Test
  void whatIsNoSavepointCannotBeRead() {
    Outcome outcome = Commands.run("savepoint", "inspect", folder.toString());
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
  }
}
