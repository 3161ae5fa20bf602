package dev.lockstep.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.job.JobParts;
import dev.lockstep.savepoint.SpecChange.Ruling;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/savepoints.md: what each change of a spec means for the state. */
class CompatibilityTest {
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
        lifecycle: {initial: new, terminal: [done], states: {new: {Made: done}}}
      outputs:
        state: {kafka: {topic: s, partitions: 6}}
        applied: {kafka: {topic: p}}
      delivery: exactly-once
      """;

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "order.wait=10s                             |                           | KEPT",
        "order.on-gap=quarantine                    |                           | KEPT",
        "order.hold-at-most=7                       |                           | KEPT",
        "order.limit=1h                             |                           | KEPT",
        "order.restart-on=[Made]                    |                           | KEPT",
        "duplicates.remember=1h                     |                           | KEPT",
        "watermarks.max-ahead=1h                    |                           | KEPT",
        "state.on-violation=quarantine              |                           | KEPT",
        "state.invariants=[{name: i, check: 'true'}]|                           | KEPT",
        "state.lifecycle.states={new: {Made: done, Begun: more}, more: {Made: done}}|                           | KEPT",
        "event.version=/w                           |                           | KEPT",
        "flink.parallelism=4                        |                           | KEPT",
        "outputs.verdicts={kafka: {topic: v}}       | exactly-once outputs      | KEPT",
        "'source.kafka.topics=[a, b, c]'            | topics                    | KEPT",
        "source.kafka.topics=[a]                    | topics                    | NEEDS_FLAG",
        "event.id=/other                            | event id                  | NEEDS_FLAG",
        "delivery=at-least-once                     | exactly-once outputs      | NEEDS_FLAG",
        "name=other                                 | name                      | REFUSED",
        "event.entity=/p                            | entity                    | REFUSED",
        "'event.entity=[/o, /p]'                    | entity                    | REFUSED",
        "'event.version=[/e, /v]'                   | version                   | REFUSED",
        "state.reduce={class: com.acme.Orders}      | reducer                   | REFUSED",
        "'lanes.analytics=[Viewed, Other]'           | numbered analytics types  | REFUSED",
        "lanes.analytics=[]                         | numbered analytics types  | REFUSED",
        "outputs.state.kafka.partitions=7           | partitions of topic s     | REFUSED",
      })
  void aChangeOfTheSpec(String change, String what, Ruling ruling) {
    List<SpecChange> changes = changes(EnumSet.noneOf(Price.class), change);
    if (what == null) {
      assertThat(changes).isEmpty();
      return;
    }
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).what()).isEqualTo(what);
    assertThat(changes.get(0).ruling()).isEqualTo(ruling);
    assertThat(changes.get(0).isFinding()).isEqualTo(ruling != Ruling.KEPT);
    assertThat(changes.get(0).wayOut().isEmpty()).isEqualTo(ruling == Ruling.KEPT);
  }

  @Test
  void anotherOrderIsRefused() {
    assertThat(changes(Set.of(), "order.by=latest", "state.reduce=replace", "state.lifecycle="))
        .extracting(SpecChange::what)
        .containsExactly("order by", "reducer");
  }

  @Test
  void anotherNumberOfKeyGroupsIsRefused() {
    JobIdentity ours = identity();
    assertThat(Compatibility.changes(ours.with(Fact.MAX_PARALLELISM, "128"), ours, Set.of()))
        .extracting(SpecChange::what, SpecChange::ruling)
        .containsExactly(tuple("max parallelism", Ruling.REFUSED));
  }

  @Test
  void aRemovedTransactionalOutputHasAPrice() {
    JobIdentity ours = identity();
    JobIdentity saved = ours.with(Fact.TRANSACTIONS, "applied, state, verdicts");
    assertThat(Compatibility.changes(saved, ours, Set.of()))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.ruling()).isEqualTo(Ruling.NEEDS_FLAG);
              assertThat(change.wayOut()).contains("stopped with", "--accept outputs");
            });
  }

  @Test
  void aPriceThatWasAcceptedIsNoFinding() {
    assertThat(changes(EnumSet.of(Price.TOPICS), "source.kafka.topics=[a]", "event.id=/other"))
        .extracting(SpecChange::what, SpecChange::isFinding)
        .containsExactly(tuple("event id", true), tuple("topics", false));
  }

  @Test
  void noPriceBuysWhatIsRefused() {
    assertThat(changes(EnumSet.allOf(Price.class), "event.entity=/p"))
        .singleElement()
        .satisfies(change -> assertThat(change.ruling()).isEqualTo(Ruling.REFUSED));
  }

  @Test
  void theJobItselfRefusesWhatIsRefusedHere() {
    JobIdentity saved = identity();
    assertThat(saved.differences(identity("event.entity=/p"))).hasSize(1);
    assertThat(saved.differences(identity("source.kafka.topics=[a]", "event.id=/other"))).isEmpty();
  }

  private static List<SpecChange> changes(Set<Price> accepted, String... overrides) {
    return Compatibility.changes(identity(), identity(overrides), accepted);
  }

  private static JobIdentity identity(String... overrides) {
    List<String> all = new ArrayList<>();
    for (String override : overrides) {
      all.add(override.strip());
    }
    SpecParser.Parsed parsed = SpecParser.parse(YAML, all, Map.of());
    JobSpec spec = parsed.spec();
    assertThat(spec).as(parsed.problems().toString()).isNotNull();
    return JobParts.identity(spec);
  }
}
