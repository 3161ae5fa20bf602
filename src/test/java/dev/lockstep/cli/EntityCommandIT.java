package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.connect.EventLines;
import dev.lockstep.connect.Finding;
import dev.lockstep.connect.TopicRecords;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.Severity;
import dev.lockstep.state.Tally;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators type, answered by a running job between topics. */
final class EntityCommandIT {
  private static final String SPEC =
      """
      lockstep: 1
      name: accounts
      source: {kafka: {bootstrap-servers: "%1$s", topics: [accounts]}}
      event: {entity: /e, id: /id, version: /v, type: /t, data: /d}
      order: {by: version, starts-at: 1, on-gap: wait}
      state:
        reduce: {balance: {sum: /amount}, notes: {set: /note}}
        invariants: [{name: never-below-zero, check: "state.balance >= 0"}]
        on-violation: quarantine
      outputs:
        incidents: {kafka: {topic: accounts-incidents}}
        quarantine: {kafka: {topic: accounts-quarantine}}
        dead-letters: {kafka: {topic: accounts-dead-letters}}
      control: {kafka: {topic: accounts-control}}
      flink: {checkpoint-interval: 200ms, parallelism: 2}
      """;

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Path spec;
  private KafkaRun run;
  private JobClient job;
  private String out = "";

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.open();
    spec = Files.writeString(folder.resolve("a.yaml"), SPEC.formatted(kafka.bootstrapServers()));
    JobSpec read = SpecFile.read(spec, List.of()).job(new PrintWriter(new StringWriter()));
    run = new KafkaRun(read, 2, List.of(), folder.resolve("kept"));
    kafka.createTopic("accounts", 2);
    for (String output : List.of("incidents", "quarantine")) {
      kafka.createTopic("accounts-" + output, 2, Map.of("max.message.bytes", "200000"));
    }
    assertThat(run.check(true)).extracting(Finding::severity).doesNotContain(Severity.ERROR);
    job = run.start();
  }

  @AfterEach
  void stop() throws Exception {
    if (!job.getJobExecutionResult().isDone()) {
      job.cancel().get();
      Awaitility.await().until(() -> job.getJobExecutionResult().isDone());
    }
    kafka.close();
  }

  private void send(String... events) throws Exception {
    Path file = Files.write(folder.resolve("events.jsonl"), List.of(events));
    EventLines.send(List.of(file), kafka.bootstrapServers(), "accounts");
  }

  private static String event(String entity, int version, int amount) {
    return "{\"e\":\"%1$s\",\"v\":%2$d,\"id\":\"%1$s-%2$d\",\"t\":\"Posted\",\"d\":{\"amount\":%3$d}}"
        .formatted(entity, version, amount);
  }

  private int entity(String... args) {
    List<String> all = new ArrayList<>(List.of("entity", args[0], spec.toString()));
    all.addAll(List.of(args).subList(1, args.length));
    StringWriter text = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(text))
            .setErr(new PrintWriter(text))
            .execute(all.toArray(String[]::new));
    out = text.toString();
    return exit;
  }

  private void awaitStopped(int count, int held) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              entity("list", "--json");
              return out.lines().filter(line -> line.contains("\"held\":" + held)).count() == count;
            });
  }

  @Test
  void oneEntityIsListedShownRefusedAndMendedWhileAnotherGoesOn() throws Exception {
    send(event("a", 1, 5), event("a", 2, -50), event("b", 1, 7), event("a", 3, 1));
    awaitStopped(1, 2);

    assertThat(entity("list")).isEqualTo(1);
    assertThat(out)
        .containsPattern("a +violation +a-2 +never-below-zero +\\d+s +2\n")
        .contains("a: state.balance = -45 (a-2 is at accounts/")
        .doesNotContain("b ");
    assertThat(entity("show", "a")).isZero();
    assertThat(out).contains("held           2: the culprit, 3", "culprit at     accounts/");
    assertThat(entity("skip", "a", "--culprit", "a-2", "--culprit-at", "x/0@1", "--why", "x"))
        .isEqualTo(1);
    assertThat(out).contains("CONTROL_REFUSED: the culprit a-2 was read at accounts/");
    assertThat(entity("show", "b")).isZero();
    assertThat(out).contains("\"balance\":7").contains("held           nothing");
    assertThat(entity("skip", "a", "--culprit", "a-3", "--why", "x")).isEqualTo(1);
    assertThat(out).contains("CONTROL_REFUSED: the culprit is a-2, not a-3");
    assertThat(entity("release", "a", "--culprit", "a-2", "--why", "again")).isZero();
    assertThat(out).contains("; quarantined again by a-2 (accounts/");
    assertThat(entity("list")).as("it breaks the rule again").isEqualTo(1);

    Path fixed = Files.writeString(folder.resolve("fixed.json"), event("a", 2, -5));
    String[] mend = {
      "replace", "a", "--culprit", "a-2", "--event", fixed.toString(), "--why", "typed 50 for 5"
    };
    assertThat(entity(mend)).as(out).isZero();
    assertThat(out).contains("a  CONTROL_DONE: REPLACE of a-2 by ");
    assertThat(entity(mend)).as("there is nothing to mend any more").isEqualTo(1);
    assertThat(entity("show", "a")).isZero();
    assertThat(out)
        .contains("\"balance\":1", "settled        3", "RELEASE by ", "REPLACE by ")
        .contains("typed 50 for 5")
        .doesNotContain("quarantined");
    assertThat(entity("list")).isZero();
    assertThat(out).isEqualTo("No entity is quarantined.\n");

    Tally tally = run.stop(job);
    assertThat(tally.get(Tally.RECEIVED)).as("four, and the corrected one").isEqualTo(5);
    assertThat(tally.get(Tally.HELD)).isZero();
    assertThat(tally.verdicts()).isEqualTo(5);
  }

  @Test
  void ofAnEntityThatIsTooLargeForTheTopicsAsMuchIsShownAsFits() throws Exception {
    String large = event("a", 1, 5).replace("5}", "5,\"note\":\"" + "x".repeat(300_000) + "\"}");
    send(large, event("a", 2, -50), event("b", 1, 7));
    awaitStopped(1, 1);

    assertThat(entity("show", "a")).isZero();
    assertThat(out)
        .contains("state          3000", " bytes, left out: the incidents' topic takes no such")
        .contains("held           1: the culprit\n", "quarantined    VIOLATION never-below-zero");
    assertThat(entity("skip", "a", "--culprit", "a-2", "--why", "fraud 7")).isZero();
    assertThat(entity("list")).isZero();
    assertThat(entity("show", "b")).isZero();
    assertThat(out).contains("\"balance\":7");

    Tally tally = run.stop(job);
    assertThat(tally.get(Tally.RECEIVED)).isEqualTo(3);
    assertThat(tally.verdicts()).isEqualTo(3);
  }

  @Test
  void manyAreSkippedByRuleAfterTheyWereShown() throws Exception {
    send(event("a", 1, -1), event("b", 1, -2), event("c", 1, 3));
    awaitStopped(2, 1);

    assertThat(entity("skip", "--rule", "never-below-zero", "--why", "fraud 7")).isZero();
    assertThat(out).contains("a-1", "b-1", "Nothing was done. With --yes");
    assertThat(entity("list")).isEqualTo(1);
    assertThat(entity("skip", "--rule", "another", "--yes", "--why", "x")).isZero();
    assertThat(out).isEqualTo("No entity is quarantined.\n");
    assertThat(entity("list")).isEqualTo(1);
    assertThat(entity("skip", "--rule", "never-below-zero", "--yes", "--why", "fraud 7")).isZero();
    assertThat(out).contains("a  CONTROL_DONE: SKIP of a-1", "b  CONTROL_DONE: SKIP of b-1");
    assertThat(entity("list", "--older-than", "1s")).isZero();

    Tally tally = run.stop(job);
    assertThat(tally.get(Tally.RECEIVED)).isEqualTo(3);
    assertThat(tally.verdicts()).isEqualTo(3);
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsSent() throws Exception {
    assertThat(entity("skip", "--why", "x")).isEqualTo(2);
    assertThat(out).contains("name one ENTITY");
    assertThat(entity("forget", "--rule", "r", "--yes", "--why", "x")).isEqualTo(2);
    assertThat(out).contains("only release and skip");
    assertThat(entity("release", "a", "--culprit", "a-1")).isEqualTo(2);
    assertThat(out).contains("--why");
    assertThat(entity("list", "--older-than", "PT5M")).isEqualTo(2);
    assertThat(out).contains("`PT5M` is not a duration, such as 30s");
    assertThat(controls()).isEmpty();
  }

  private List<byte[]> controls() {
    List<byte[]> values = new ArrayList<>();
    try (TopicRecords records =
        new TopicRecords(
            new KafkaTopic(kafka.bootstrapServers(), "accounts-control", Map.of(), null))) {
      records.all(message -> values.add(message.value()));
    }
    return values;
  }

  @Test
  void aTopicThatIsNotThereIsToldAndNothingIsSent() throws Exception {
    String quarantine = "outputs.quarantine.kafka.topic=nowhere";
    assertThat(entity("list", "--set", quarantine)).isEqualTo(3);
    assertThat(out).contains("topic `nowhere` does not exist");
    String incidents = "outputs.incidents.kafka.topic=nowhere";
    assertThat(entity("reset", "a", "--why", "x", "--set", incidents)).isEqualTo(3);
    assertThat(out).contains("topic `nowhere` does not exist");
    assertThat(entity("show", "")).isEqualTo(2);
    assertThat(out).contains("the ENTITY is empty");
    assertThat(controls()).isEmpty();
  }

  @Test
  void whatTheJobRefusesToShowIsNoEmptyEntity() {
    assertThat(entity("show", "x".repeat(2_000))).isEqualTo(1);
    assertThat(out).contains("CONTROL_REFUSED").doesNotContain("settled");
  }

  @Test
  void whatWouldMoveATerminalsCursorIsAQuestionMark() throws Exception {
    send(event("\\u001b[2J\\u00e9", 1, -1));
    awaitStopped(1, 1);
    assertThat(entity("list")).isEqualTo(1);
    assertThat(out).contains("?[2Jé").doesNotContain("\u001b");
  }

  @Test
  void aJobThatIsNotThereGivesNoAnswer() throws Exception {
    job.cancel().get();
    assertThat(entity("forget", "a", "--why", "x", "--patience", "1s")).isEqualTo(3);
    assertThat(out).contains("no answer within 1 s: is the job running?");
    assertThat(controls()).as("what the job will find").hasSize(1);
  }
}
