package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"smallest", "everything", "by-time", "latest"})
  void aJobIsToldInPlainWords(String name) throws IOException {
    String words = Files.readString(Path.of("src/test/resources/explain", name + ".txt"));

    Outcome outcome = Commands.run("explain", Commands.spec("good/" + name));

    assertThat(outcome.out()).isEqualTo(words);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aJobBetweenTopicsHasTheSinksThatItsSpecNames(@TempDir Path folder) throws IOException {
    String out = explained(folder, "{by: version}", "{}");

    assertThat(out)
        .contains("sink-state", "writes state, chained to reconcile")
        .doesNotContain("sink-applied", "sink-dead-letters", "sink-verdicts");
  }

  @Test
  void whereEntitiesAreQuarantinedEventsWaitInEveryOrder(@TempDir Path folder) throws IOException {
    String free = explained(folder, "{by: latest}", "{}");
    assertThat(free).doesNotContain("OVERFLOW", "wait for an operator");

    String stopped = explained(folder, "{by: latest}", "{on-violation: quarantine}");
    assertThat(stopped)
        .contains("OVERFLOW")
        .contains("While an entity is quarantined its events wait for an operator.");
  }

  private static String explained(Path folder, String order, String state) throws IOException {
    String yaml =
        """
        lockstep: 1
        name: jobs
        source: {kafka: {bootstrap-servers: "localhost:9092", topics: [jobs]}}
        event: {entity: /e, id: /id, version: /v, time: /at}
        order: %s
        state: %s
        outputs: {state: {kafka: {topic: jobs-state}}}
        """
            .formatted(order, state);
    Path spec = Files.writeString(folder.resolve("jobs.yaml"), yaml);
    Outcome outcome = Commands.run("explain", spec.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void theFieldsOfACloudEventAreNamed() {
    assertThat(Commands.run("explain", Commands.spec("good/cloudevents")).out())
        .contains(
            """
              as       CloudEvents 1.0 with JSON data, structured or binary
              entity   at /subject; each entity has its own order, and all of them go on in parallel
              version  at /sequence
              id       at /id
              type     at /type
              time     at /time; in an event that has none, the time that the record was stamped with
              delete   none: no event ends its entity
              data     at /data
            """);
  }

  @Test
  void headersAndKeyAreNamedAndNoFilesAreOffered() {
    assertThat(Commands.run("explain", Commands.spec("good/beside-value")).out())
        .contains(
            """
                       group left off
              as       JSON, one value a record
              entity   in the header tenant, in the record's key and at /orderId; each entity has its own order,
                       and all of them go on in parallel
              version  the pair in the header epoch and at /number, compared part by part
              id       in the header event-id
              type     in the header type
              time     in the header occurred-at
            """);
  }

  @Test
  void whatIsToldFollowsTheCommandLine() {
    Outcome outcome =
        Commands.run(
            "explain", Commands.spec("good/smallest"), "--set=order={on-gap: skip, wait: 1m}");

    assertThat(outcome.out())
        .contains("1m 5s   while events keep coming: out-of-orderness 5s + wait 1m")
        .contains("what is held behind them is applied\n  (`on-gap: skip`).\n");
    assertThat(outcome.err()).contains("warning: without `event.time`");
  }

  @Test
  void atLeastOnceAConsumerIsToldWhatToFenceOn() {
    assertThat(explainOutputs("smallest", "delivery=at-least-once", "order.on-gap=wait"))
        .contains(
            """
              applied        topic doors-applied, or DIR/applied.jsonl: every applied event, with the receipt of
                             its place; at least once; keyed by entity, in order per entity
            """)
        .contains(
            """
              at least once  a record is visible when it is written. After a restart what was written since the
                             last checkpoint (every 30s) may come again
              fence          consumers of state and applied keep the highest `lockstep-sequence` of each entity
                             and drop what is not above it. Repeated dead letters and verdicts have the same
                             `origin`
            """)
        .doesNotContain("exactly once", "transaction");
  }

  @Test
  void whereDecisionsDependOnTimingTheLaterRecordCounts() {
    assertThat(explainOutputs("smallest", "delivery=at-least-once", "order.on-gap=skip"))
        .contains("and take what has the same or a higher one");
  }

  @Test
  void theShortestTransactionSaysHowLongAJobMayBeDown() {
    String two =
        "outputs={applied: {kafka: {topic: a, bootstrap-servers: 'k:1'}}, state: {kafka: {topic: b,"
            + " bootstrap-servers: 'k:1', properties: {transaction.timeout.ms: 90000}}}}";
    assertThat(explainOutputs("smallest", two))
        .contains("must be up again within 1m 30s (`transaction.timeout.ms`)");
  }

  @Test
  void anOutputWithoutATopicIsSaidToBeDroppedBetweenTopics() {
    assertThat(explainOutputs("smallest"))
        .contains("  incidents     DIR/incidents.jsonl only (between topics it is dropped): ");
  }

  /** What is told of the outputs of a job that writes one topic, if the changes name no other. */
  private static String explainOutputs(String spec, String... changes) {
    List<String> command = new ArrayList<>(List.of("explain", Commands.spec("good/" + spec)));
    command.add("--set=outputs.applied.kafka={topic: doors-applied, bootstrap-servers: 'k:1'}");
    Stream.of(changes).map("--set="::concat).forEach(command::add);
    String told = Commands.run(command.toArray(String[]::new)).out();
    return told.substring(told.indexOf("Outputs and"), told.indexOf("The longest wait"));
  }

  @Test
  void programsReadJson() throws IOException {
    Outcome outcome = Commands.run("explain", "--json", Commands.spec("good/everything"));
    JsonNode json = new ObjectMapper().readTree(outcome.out());

    assertThat(json.get("job").textValue()).isEqualTo("orders");
    assertThat(json.get("chapters"))
        .extracting(chapter -> chapter.get("title").textValue())
        .containsExactly(
            "What is read",
            "Order: by version",
            "What can become of an event, and where it goes",
            "How events become state",
            "Rules that events must keep",
            "When an entity is quarantined",
            "Outputs and what they guarantee",
            "The longest wait",
            "Operators, by uid");
    assertThat(json.get("longestWait"))
        .hasToString(
            "{\"kind\":\"QUARANTINE\",\"busyMillis\":600500,\"worstMillis\":6000500,"
                + "\"ownClockMillis\":30000,\"limitMillis\":600000}");
  }

  @Test
  void theSpecAsItIsUnderstoodHasNoSecret() {
    Outcome outcome = Commands.run("explain", "--yaml", Commands.spec("good/everything"));

    assertThat(outcome.out())
        .startsWith("lockstep: 1\nname: orders\n")
        .contains("sasl.jaas.config: '***'")
        .doesNotContain("password=b");
  }

  @Test
  void aWrongSpecIsNotExplained() {
    Outcome outcome = Commands.run("explain", Commands.spec("broken/missing-version"));

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("missing-version.yaml:2:8: error: `event.version` is missing")
        .endsWith("missing-version.yaml has errors: see above\n");
  }

  @Test
  void twoFormsAtOnceAreWrongUsage() {
    assertThat(Commands.run("explain", "--json", "--yaml", Commands.spec("good/latest")).exit())
        .isEqualTo(2);
  }
}
