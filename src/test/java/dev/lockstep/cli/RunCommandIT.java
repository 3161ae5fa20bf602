package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code lockstep run} on files, through the real job. */
final class RunCommandIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path spec;
  private Path input;
  private Path output;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void doors() throws IOException {
    spec = folder.resolve("doors.yaml");
    input = folder.resolve("doors.jsonl");
    output = folder.resolve("out");
    Files.writeString(
        spec,
        """
        lockstep: 1
        name: doors
        event: {entity: /door, id: /id, type: /type, version: /n, time: /at, data: /data}
        """);
    Files.writeString(
        input,
        """
        {"door":"front","id":"b","type":"Locked","n":2,"at":2000,"data":{"is":"locked"}}
        {"door":"front","id":"a","type":"Opened","n":1,"at":1000,"data":{"is":"open"}}

        {"door":"front","id":"b","type":"Locked","n":2,"at":2000,"data":{"is":"locked"}}
        no event
        {"door":"back","id":"c","type":"Locked","n":2,"at":1500,"data":{"is":"locked"}}
        """);
  }

  @Test
  void putsEventsInOrderAndAccountsForEachOne() throws IOException {
    assertThat(run()).as(err.toString()).isZero();

    assertThat(lines("state.jsonl"))
        .extracting(line -> line.get("entity").asText() + line.get("version") + line.get("state"))
        .containsExactly("front1{\"is\":\"open\"}", "front2{\"is\":\"locked\"}");
    assertThat(lines("verdicts.jsonl"))
        .extracting(line -> line.get("verdict").asText() + "@" + line.at("/origin/offset"))
        .containsExactlyInAnyOrder("DUPLICATE@4", "MALFORMED@5");
    assertThat(lines("dead-letters.jsonl"))
        .extracting(line -> line.get("value").asText())
        .containsExactly("no event");
    assertThat(lines("analytics.jsonl")).isEmpty();
    assertThat(lines("incidents.jsonl")).isEmpty();
    JsonNode summary = JSON.readTree(output.resolve("summary.json").toFile());
    assertThat(summary.get("received").asInt()).isEqualTo(5);
    assertThat(summary.at("/verdicts/APPLIED").asInt()).isEqualTo(2);
    assertThat(summary.get("held").asInt()).isEqualTo(1);
    assertThat(summary.get("parked").asInt()).isZero();
  }

  @Test
  void ofALineThatIsTooLongTheLetterSaysThatItIsNotWholeAndReplayTakesItFromItsFile()
      throws IOException {
    String event =
        "{\"door\":\"front\",\"id\":\"a\",\"type\":\"Opened\",\"n\":1,\"at\":1000,\"data\":{\"is\":\"%s\"}}"
            .formatted("x".repeat(2_000));
    Files.writeString(input, event + "\n");
    assertThat(run("--set", "source.size-at-most=1KiB")).as(err.toString()).isZero();
    assertThat(lines("dead-letters.jsonl"))
        .extracting(line -> line.get("reason").asText() + " " + line.get("cut"))
        .containsExactly("OVER_LIMIT {\"value\":1025}");

    Path letters = output.resolve("dead-letters.jsonl");
    Path again = folder.resolve("again.jsonl");
    List<String> replay =
        List.of(
            "replay", spec.toString(), "--input", letters.toString(), "--output", again.toString());
    assertThat(Commands.run(replay.toArray(String[]::new)).out()).contains("0 sent");
    List<String> whole = new ArrayList<>(replay);
    whole.addAll(List.of("--source", input.toString(), "--force"));
    Commands.Outcome outcome = Commands.run(whole.toArray(String[]::new));
    assertThat(outcome.out()).as(outcome.err()).contains("1 sent");
    assertThat(Files.readAllLines(again)).containsExactly(event);
  }

  @Test
  void readsCloudEventsFromFilesInStructuredMode() throws IOException {
    Files.writeString(spec, "name: doors\nsource: {format: cloudevents}\n");
    String event =
        "{\"specversion\":\"1.0\",\"type\":\"Door\",\"source\":\"/hall\",\"subject\":\"front\","
            + "\"id\":\"%1$s\",\"sequence\":\"%1$s\",\"data\":{\"is\":%1$s}}%n";
    String third = event.formatted(3).replace("1.0", "0.3");
    Files.writeString(input, event.formatted(2) + event.formatted(1) + third + event.formatted(2));

    assertThat(run()).as(err.toString()).isZero();

    assertThat(lines("state.jsonl"))
        .extracting(line -> line.get("entity").asText() + line.get("version") + line.get("state"))
        .containsExactly("front1{\"is\":1}", "front2{\"is\":2}");
    assertThat(lines("dead-letters.jsonl"))
        .extracting(line -> line.get("verdict").asText() + " " + line.get("reason").asText())
        .containsExactly("MALFORMED FIELD_WRONG");
    assertThat(lines("verdicts.jsonl"))
        .extracting(line -> line.get("verdict").asText())
        .containsExactlyInAnyOrder("MALFORMED", "DUPLICATE");
  }

  @Test
  void goesThroughTheFilesOnceWhateverFlinkIsToldOfGoingOnFromElsewhere() throws IOException {
    assertThat(
            run(
                "--set",
                "flink.properties={execution.state-recovery.path: file:///nowhere,"
                    + " restart-strategy.type: fixed-delay}"))
        .as(err.toString())
        .isZero();

    JsonNode summary = JSON.readTree(output.resolve("summary.json").toFile());
    assertThat(summary.get("received").asInt()).isEqualTo(5);
  }

  @Test
  void skipsOpenGapsAtTheEndWhenAskedTo() throws IOException {
    assertThat(run("--end", "skip")).as(err.toString()).isZero();

    assertThat(lines("applied.jsonl"))
        .extracting(line -> line.get("entity").asText() + line.get("version"))
        .containsExactlyInAnyOrder("front1", "front2", "back2");
    assertThat(lines("incidents.jsonl"))
        .extracting(line -> line.get("kind").asText() + line.get("from") + line.get("to"))
        .containsExactly("GAP_ABANDONED11");
  }

  @Test
  void tellsEveryVerdictWhenAskedTo() throws IOException {
    Files.writeString(
        spec, "lanes: {analytics: [Seen]}\noutputs: {verdicts: {all: true}}\n", APPEND);
    Files.writeString(
        input, "{\"type\":\"Seen\"}\n{\"door\":\"front\",\"type\":\"Seen\",\"n\":3}\n", APPEND);

    assertThat(run()).as(err.toString()).isZero();

    assertThat(lines("verdicts.jsonl"))
        .extracting(
            line ->
                line.get("entity").asText() + line.get("version") + line.get("verdict").asText())
        .containsExactlyInAnyOrder(
            "front1APPLIED",
            "front2APPLIED",
            "front2DUPLICATE",
            "nullnullMALFORMED",
            "nullnullPASSED",
            "front3PASSED");
  }

  @Test
  void readsSeveralFilesOneAfterAnother() throws IOException {
    Path more = folder.resolve("more.jsonl");
    Files.writeString(
        more,
        "{\"door\":\"back\",\"id\":\"d\",\"type\":\"Opened\",\"n\":1,\"at\":1,\"data\":{}}\n");

    assertThat(run("--input", more.toString())).as(err.toString()).isZero();

    assertThat(lines("applied.jsonl")).hasSize(4);
  }

  @Test
  void leavesAFolderAloneThatIsNotEmpty() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("mine.txt"), "mine");

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("is not empty").contains("--force");
    assertThat(output.toFile().list()).containsExactly("mine.txt");

    assertThat(run("--force")).isZero();
    assertThat(output.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void namesAnInputThatIsNotThere() {
    assertThat(run("--input", "nowhere.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere.jsonl");
    assertThat(output).doesNotExist();
  }

  @Test
  void neverReplacesAFileThatItReads() throws IOException {
    assertThat(run()).as(err.toString()).isZero();
    Path earlier = output.resolve("applied.jsonl");
    String before = Files.readString(earlier);
    assertThat(before).isNotEmpty();

    assertThat(run("--force", "--input", earlier.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("would be replaced");
    assertThat(earlier).hasContent(before);
  }

  @Test
  void takesALineForEmptyThatAWindowsFileHas() throws IOException {
    Files.writeString(input, Files.readString(input).replace("\n", "\r\n"));
    assertThat(run()).as(err.toString()).isZero();
    assertThat(out.toString()).contains("5 events received").containsPattern(" 1 +MALFORMED ");
  }

  @Test
  void leavesEarlierResultsAloneWhenTheControlEventsCannotBeRead() throws IOException {
    assertThat(run()).as(err.toString()).isZero();
    String before = Files.readString(output.resolve("applied.jsonl"));

    assertThat(run("--force", "--control", "nowhere.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere.jsonl cannot be read");
    assertThat(output.resolve("applied.jsonl")).hasContent(before);
    assertThat(output.resolve("summary.json")).exists();
  }

  @Test
  void refusesTwoInputsOfOneName() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("doors.jsonl");
    Files.copy(input, other);

    assertThat(run("--input", other.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("two inputs are called doors.jsonl");
  }

  @Test
  void refusesMoreSubtasksThanThereAreKeyGroups() {
    assertThat(run("--parallelism", "361")).isEqualTo(2);
    assertThat(err.toString()).contains("1 to 360");
  }

  @Test
  void knowsPackedInputByItsBytesNotItsName() throws IOException {
    Path packed = folder.resolve("packed.jsonl");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(
          "{\"door\":\"back\",\"id\":\"d\",\"type\":\"T\",\"n\":1,\"at\":1,\"data\":{}}"
              .getBytes(UTF_8));
    }

    assertThat(run("--input", packed.toString())).as(err.toString()).isZero();

    assertThat(lines("applied.jsonl")).hasSize(4);
  }

  @Test
  void saysThatResultsAreNotCompleteWhenTheJobFails() throws IOException {
    Path broken = folder.resolve("broken.jsonl");
    Files.write(broken, new byte[] {0x1F, (byte) 0x8B, 8, 0});

    assertThat(run("--input", broken.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("the job failed").contains("are not complete");
    assertThat(output.resolve("summary.json")).doesNotExist();
  }

  @Test
  void foldsWithAClassOfTheUsersOwnJar() throws IOException {
    Path jar = UserJar.of(folder, "acme.Counting", COUNTING);
    Files.writeString(spec, "state: {reduce: {class: acme.Counting}}\n", APPEND);

    assertThat(run("--jar", jar.toString())).as(err.toString()).isZero();

    assertThat(lines("state.jsonl"))
        .extracting(line -> line.get("state").toString())
        .containsExactly("{\"events\":1}", "{\"events\":2}");
  }

  @Test
  void saysWhichClassIsMissing() throws IOException {
    Files.writeString(spec, "state: {reduce: {class: acme.Missing}}\n", APPEND);

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("acme.Missing").contains("--jar");
    assertThat(output.resolve("summary.json")).doesNotExist();
  }

  private static final String COUNTING =
      """
      package acme;

      import com.fasterxml.jackson.databind.JsonNode;
      import com.fasterxml.jackson.databind.node.ObjectNode;
      import dev.lockstep.event.Event;
      import dev.lockstep.reduce.JsonReducer;

      public final class Counting implements JsonReducer {
        @Override
        public ObjectNode reduce(ObjectNode state, JsonNode data, Event event) {
          return state.put("events", state.path("events").asInt() + 1);
        }
      }
      """;

  private int run(String... more) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] arguments = {
      "run", spec.toString(), "--input", input.toString(), "--output", output.toString()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return command.execute(all);
  }

  private List<JsonNode> lines(String file) throws IOException {
    try (var lines = Files.lines(output.resolve(file))) {
      return lines.map(RunCommandIT::parse).toList();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException notJson) {
      throw new AssertionError(line, notJson);
    }
  }
}
