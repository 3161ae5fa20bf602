package dev.lockstep.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.job.JobParts;
import dev.lockstep.savepoint.Bootstrap;
import dev.lockstep.savepoint.Dump;
import dev.lockstep.savepoint.DumpFile;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/savepoints.md, row by row through {@code savepoint check}. */
class SavepointRulesIT {
  private static final String YAML =
      """
      name: orders
      source:
        kafka: {bootstrap-servers: "localhost:9092", topics: [a, b], group-id: orders}
      event: {entity: /o, id: /id, type: /t, version: /v, time: /at, delete: /gone}
      lanes: {analytics: [Viewed]}
      order: {by: version, wait: 30s, on-gap: wait}
      state:
        reduce: patch
        lifecycle: {initial: new, terminal: [done], states: {new: {Made: done, Began: half}, half: {Made: done}}}
      outputs:
        state: {kafka: {topic: s, partitions: 6}}
        applied: {kafka: {topic: p}}
      control: {kafka: {topic: k}}
      delivery: exactly-once
      """;

  private static final String STAGES = "lifecycle stages removed";
  private static final String LIFECYCLE = "a lifecycle added";
  private static final String KEY_GROUPS = "the number of key groups (max parallelism)";

  /** Changes of the spec by the row of the page that they are of; each is tried alone. */
  private static final Map<String, List<String>> CHANGES =
      Map.ofEntries(
          entry(
              "policies (`on-gap`, `on-violation`, ...), waits, limits, memory, watermarks,"
                  + " parallelism",
              List.of(
                  "order.on-gap=quarantine",
                  "state.on-violation=quarantine",
                  "order.wait=10s",
                  "order.limit=1h",
                  "order.hold-at-most=7",
                  "order.restart-on=[Made]",
                  "duplicates.remember=1h",
                  "watermarks.max-ahead=1h",
                  "flink.parallelism=4")),
          entry(
              "invariants; lifecycle stages added",
              List.of(
                  "state.invariants=[{name: i, check: 'true'}]",
                  "state.lifecycle.states={new: {Made: done, Began: half}, half: {Made: done, Went: far}, far: {Made: done}}")),
          entry(STAGES, List.of("state.lifecycle.states={new: {Made: done}}")),
          entry(
              "`state.expire` added, changed or removed",
              List.of("state.expire={residue-after: 90d, from: terminal}")),
          entry("where the version is read, if its form stays", List.of("event.version=/w")),
          entry(
              "what is the content: `event.data`, `event.type`, `event.delete`; without `event.data`"
                  + " also which fields are `version`, `time` and `rank`",
              List.of("event.data=/d", "event.type=/kind", "event.delete=", "event.time=/when")),
          entry("`event.rank`", List.of("event.rank=[/r]")),
          entry(
              "topics and outputs added; `outputs.applied.value`",
              List.of(
                  "source.kafka.topics=[a, b, c]",
                  "outputs.verdicts={kafka: {topic: v}}",
                  "outputs.applied={kafka: {topic: p}, value: record}")),
          entry("`event.id`, `event.source`", List.of("event.id=/other", "event.source=/source")),
          entry("topics removed", List.of("source.kafka.topics=[a]")),
          entry(
              "outputs removed that are written exactly once; `delivery: at-least-once` from"
                  + " exactly-once",
              List.of(
                  "outputs={state: {kafka: {topic: s, partitions: 6}}}", "delivery=at-least-once")),
          entry(
              "outputs removed that are written at least once; `control` removed",
              List.of("control=")),
          entry(LIFECYCLE, List.of("")),
          entry("the lifecycle removed", List.of("state.lifecycle=")),
          entry("`name`", List.of("name=other")),
          entry("`event.entity`", List.of("event.entity=/p", "event.entity=[/o, /p]")),
          entry("`order.by`", List.of("order.by=latest state.reduce=replace state.lifecycle=")),
          entry("the version's form: number, pair, text, none", List.of("event.version=[/e, /v]")),
          entry(
              "`state.reduce`",
              List.of("state.reduce={class: com.acme.Orders}", "state.reduce=replace")),
          entry(
              "`lanes.analytics` under `by: version`",
              List.of("lanes.analytics=[Viewed, Other]", "lanes.analytics=[]")),
          entry(KEY_GROUPS, List.of("")),
          entry(
              "over how many partitions an output is spread",
              List.of("outputs.state.kafka.partitions=7")));

  @TempDir private static Path folder;
  private static Path spec;
  private static Path made;
  private static Path madeOfFewer;

  /** A row of the page. */
  record Row(String change, String state, String wayOut) {}

  @BeforeAll
  static void makeSavepoints() throws Exception {
    spec = Files.writeString(folder.resolve("orders.yaml"), YAML);
    made = bootstrap("made", 360, "done");
    madeOfFewer = bootstrap("fewer", 128, "done");
  }

  private static Path bootstrap(String name, int groups, String stage) throws IOException {
    String line = "{\"entity\":\"e\",\"version\":1,\"state\":{},\"stage\":\"" + stage + "\"}";
    return write(name, line, job(), groups);
  }

  private static JobSpec job(String... overrides) {
    JobSpec job = SpecParser.parse(YAML, List.of(overrides), Map.of()).spec();
    assertThat(job).isNotNull();
    return job;
  }

  private static Path write(String name, String line, JobSpec job, int groups) throws IOException {
    Path dump = Files.writeString(folder.resolve(name + ".jsonl"), line + "\n");
    Path to = folder.resolve(name);
    try (Dump read = Dump.read(new DumpFile(dump), job, groups, folder, lines -> {})) {
      Bootstrap.write(read, JobParts.identity(job), to, (group, of) -> {});
    }
    return to;
  }

  static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs/savepoints.md"));
    int head = lines.indexOf("| change | state | way out |");
    assertThat(head).isPositive();
    return lines.subList(head + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3)))
        .toList();
  }

  @Test
  void everyRowIsTried() throws Exception {
    assertThat(rows())
        .extracting(Row::change)
        .containsExactlyInAnyOrderElementsOf(CHANGES.keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void checkSaysWhatThePageSays(Row row) throws Exception {
    for (String change : CHANGES.get(row.change())) {
      if (row.change().equals(STAGES)) {
        checkStages(row, change);
      } else if (row.change().equals(LIFECYCLE)) {
        checkLifecycle(row);
      } else if (row.state().equals("kept")) {
        assertKept(check(row, change));
      } else if (row.state().equals("refused")) {
        assertRefused(check(row, change), "refused");
        assertRefused(
            check(row, change, "--accept", "event-id", "--accept", "topics", "--accept", "outputs"),
            "refused");
      } else {
        Matcher price = Pattern.compile("`--accept ([a-z-]+)`").matcher(row.state());
        assertThat(price.matches()).as(row.state()).isTrue();
        assertRefused(check(row, change), "needs flag");
        Outcome accepted = check(row, change, "--accept", price.group(1));
        assertThat(accepted.exit()).as(accepted.out()).isZero();
        assertThat(accepted.out()).startsWith("accepted ");
      }
    }
  }

  /** As long as nobody is in a stage, it may go. */
  private static void checkStages(Row row, String change) throws IOException {
    assertThat(row.state()).isEqualTo("kept if no entity is in one");
    assertKept(check(row, change));
    Path half = bootstrap("half", 360, "half");
    Outcome outcome =
        Commands.run("savepoint", "check", half + "", "--spec", spec + "", "--set", change);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("fault      1 entity is in the stage half, which the spec does not have -> ");
  }

  /** What has a state would begin its life again. */
  private static void checkLifecycle(Row row) throws IOException {
    assertThat(row.state()).isEqualTo("kept if no entity has a state");
    JobSpec before = job("state.lifecycle=");
    Path gone = write("gone", "{\"entity\":\"e\",\"version\":1,\"deleted\":true}", before, 360);
    assertKept(Commands.run("savepoint", "check", gone + "", "--spec", spec + ""));
    Path there = write("there", "{\"entity\":\"e\",\"version\":1,\"state\":{}}", before, 360);
    Outcome outcome = Commands.run("savepoint", "check", there + "", "--spec", spec + "");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith(
            "fault      1 entity has a state and no stage: the lifecycle would begin at its"
                + " beginning -> ");
  }

  @Test
  void everyFactIsInARow() throws Exception {
    StringBuilder told = new StringBuilder();
    for (Row row : rows()) {
      for (String change : CHANGES.get(row.change())) {
        told.append(check(row, change).out());
      }
    }
    assertThat(Stream.of(Fact.values()).map(Fact::word))
        .allSatisfy(word -> assertThat(told).containsPattern("(?m)^[a-z ]{11}" + word + ": "));
  }

  private static Outcome check(Row row, String changes, String... more) {
    Path savepoint = row.change().equals(KEY_GROUPS) ? madeOfFewer : made;
    List<String> args =
        new ArrayList<>(List.of("savepoint", "check", savepoint + "", "--spec", spec + ""));
    if (changes.startsWith("order.by")) {
      Stream.of(changes.split(" ")).forEach(change -> args.addAll(List.of("--set", change)));
    } else if (!changes.isEmpty()) {
      args.addAll(List.of("--set", changes));
    }
    args.addAll(List.of(more));
    return Commands.run(args.toArray(String[]::new));
  }

  private static void assertKept(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err() + outcome.out()).isZero();
    assertThat(outcome.out())
        .endsWith("1 entities and 0 held events read: the job can go on from here\n")
        .doesNotContain("refused", "needs flag", "accepted", "fault");
  }

  private static void assertRefused(Outcome outcome, String how) {
    assertThat(outcome.exit()).as(outcome.err() + outcome.out()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith(how)
        .contains("\n           -> ")
        .endsWith("the job cannot go on like this\n");
  }
}
