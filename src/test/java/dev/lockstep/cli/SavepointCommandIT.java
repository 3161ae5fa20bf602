package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Commands.Outcome;
import java.io.PrintWriter;
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
  void inspectTellsProgramsTheSame() throws Exception {
    Outcome outcome = Commands.run("savepoint", "inspect", made.toString(), "--json");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
    JsonNode page = new ObjectMapper().readTree(outcome.out());
    assertThat(page.get("entities").asLong()).isEqualTo(2);
    assertThat(page.get("kinds").get("grave").asLong()).isEqualTo(1);
    assertThat(page.get("held").asLong()).isZero();
    assertThat(page.get("conserved").asBoolean()).isTrue();
    assertThat(page.get("watermark").isNull()).isTrue();
    assertThat(page.get("identity").get("entity").asText()).isEqualTo("/door");
    assertThat(page.get("operators").findValuesAsText("uid")).containsExactly("lanes", "reconcile");
    assertThat(page.get("formats").get("entity").asInt()).isEqualTo(2);
    Outcome one =
        Commands.run("savepoint", "inspect", made.toString(), "--entity", "front", "--json");
    JsonNode front = new ObjectMapper().readTree(one.out());
    assertThat(front.get("settled").asLong()).isEqualTo(7);
    assertThat(front.get("state").get("lock").asText()).isEqualTo("unlocked");
  }

  @Test
  void ofManyProblemsTheFirstTwentyAreTold() throws Exception {
    Path dump =
        Files.writeString(folder.resolve("many.jsonl"), "{\"entity\": \"front\"}\n".repeat(30));
    Path to = folder.resolve("many");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump + "", "--spec", SPEC, "--to", to + "");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err().lines())
        .hasSize(20)
        .allMatch(line -> line.endsWith(": it has no version"))
        .last()
        .asString()
        .startsWith("line 20: ");
    assertThat(to).doesNotExist();
    assertThat(folder)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(".dump"));
  }

  @Test
  void aDumpMayBeLong() throws Exception {
    Path dump = folder.resolve("long.jsonl");
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(dump))) {
      for (int i = 0; i < 200_000; i++) {
        lines.println("{\"entity\":\"door-" + i + "\",\"version\":3,\"state\":{\"n\":" + i + "}}");
      }
    }
    Path to = folder.resolve("long");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump + "", "--spec", SPEC, "--to", to + "");
    assertThat(outcome.out()).isEqualTo("200,000 entities in the savepoint " + to + "\n");
    assertThat(outcome.exit()).isZero();
    assertThat(Commands.run("savepoint", "inspect", to + "").out())
        .containsPattern("entities +200,000\n");
    Outcome last = Commands.run("savepoint", "inspect", to + "", "--entity", "door-199999");
    assertThat(last.out()).containsPattern("state +\\{\"n\":199999}\n");
  }

  @Test
  void aDumpThatIsNoTextIsAProblem() throws Exception {
    Path dump = Files.write(folder.resolve("bytes.jsonl"), new byte[] {'{', (byte) 0xff, '}'});
    Path to = folder.resolve("bytes");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump + "", "--spec", SPEC, "--to", to + "");
    assertThat(outcome.err()).isEqualTo("line 1: from here on, or soon after, it is no UTF-8\n");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(to).doesNotExist();
  }

  @Test
  void whereNothingCanBeWrittenIsTold() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("good.jsonl"), "{\"entity\":\"e\",\"version\":1,\"state\":{}}\n");
    Path to = dump.resolve("below");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump + "", "--spec", SPEC, "--to", to + "");
    assertThat(outcome.err()).isEqualTo("lockstep: cannot read or write " + dump + "\n");
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void anEntityThatIsThereTwiceIsTold() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("twins.jsonl"),
            """
            {"entity": "front", "version": 7, "state": {}}
            {"entity": "back", "version": 1, "state": {}}

            {"entity": "front", "version": 8, "state": {}}
            {"entity": "front", "version": 8, "state": {}, "stage": "nowhere"}
            """);
    Path to = folder.resolve("twins");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump + "", "--spec", SPEC, "--to", to + "");
    assertThat(outcome.err())
        .isEqualTo(
            """
            line 4: entity front is in line 1 already
            line 5: entity front is in line 1 already
            """);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(to).doesNotExist();
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
