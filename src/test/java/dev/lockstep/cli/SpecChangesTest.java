package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.savepoint.Price;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.spec.SpecYaml;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an upgrade says of a changed spec before it stops anything. */
class SpecChangesTest {
  private static final String SPEC =
      """
      lockstep: 1
      name: orders
      source: {kafka: {bootstrap-servers: "localhost:9092", topics: [orders, returns]}}
      event: {entity: /orderId, id: /eventId, type: /type, version: /version, time: /at}
      outputs:
        state: {kafka: {topic: orders-state}}
        applied: {kafka: {topic: orders-applied}}
      """;

  private final StringWriter said = new StringWriter();

  private static JobSpec spec(String... changes) {
    return Objects.requireNonNull(
        SpecParser.parse(SPEC, Arrays.asList(changes), Map.of()).spec(), "a spec");
  }

  private String tell(Set<Price> accepted, String... changes) {
    Map<String, String> running = Map.of("lockstep.spec", SpecYaml.of(spec()));
    SpecChanges.tell(running, spec(changes), accepted, new PrintWriter(said, true));
    return said.toString();
  }

  @Test
  void whatKeepsTheStateIsNotSpokenOf() {
    assertThat(tell(Set.of(), "order.wait=5m", "state.reduce=replace", "flink.parallelism=3"))
        .isEmpty();
  }

  @Test
  void whatIsRefusedIsSaidWithItsWayOut() {
    assertThatThrownBy(() -> tell(Set.of(), "event.entity=/customerId"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("refused entity: /orderId, and now /customerId\n  -> ")
        .hasMessageEndingWith("\nNothing was stopped");
  }

  @Test
  void whatHasAPriceMustBeAccepted() {
    assertThatThrownBy(() -> tell(Set.of(Price.TOPICS), "event.id=/uuid"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("needs flag event id: ");
    assertThat(tell(Set.of(Price.EVENT_ID), "event.id=/uuid"))
        .isEqualTo(
            "accepted event id: id /eventId, source null, and now id /uuid, source null"
                + System.lineSeparator());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(() -> tell(Set.of(), "event.id=/uuid", "source.kafka.topics=[orders]"))
        .message()
        .contains("needs flag event id: ", "needs flag topics: ");
  }

  @Test
  void aJobThatTellsNoSpecIsNotComparedHere() {
    SpecChanges.tell(
        Map.of(), spec("event.entity=/customerId"), Set.of(), new PrintWriter(said, true));
    assertThat(said.toString()).isEmpty();
  }
}
