package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.reduce.FieldFold.Distinct;
import dev.lockstep.reduce.FieldFold.Max;
import dev.lockstep.reduce.FieldFold.Min;
import dev.lockstep.reduce.FieldFold.Sum;
import dev.lockstep.reduce.Reduction.Fields;
import dev.lockstep.reduce.Reduction.Replace;
import dev.lockstep.reduce.Reduction.UserClass;
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.ExpirySpec.From;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.OrderSpec.Aside;
import dev.lockstep.spec.OrderSpec.Route;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Format;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoodSpecsTest {
  private static final JobSpec SMALLEST =
      new JobSpec(
          "door-locks",
          new SourceSpec(null, Format.JSON, 1 << 20),
          new EventSpec(
              new EntityPointers(List.of("/deviceId")),
              null,
              null,
              null,
              VersionKey.of("/version"),
              null,
              List.of(),
              null,
              null),
          Set.of(),
          new OrderSpec(
              OrderBy.VERSION,
              Start.at(1),
              Duration.ofSeconds(30),
              OnGap.WAIT,
              null,
              1_000,
              10_000L,
              Set.of(),
              Route.DROP,
              Route.DEAD_LETTER,
              Ties.CONFLICT,
              Aside.DEAD_LETTER,
              new Quarantines(true, 1_000, WhenFull.REJECT)),
          new DuplicatesSpec(Duration.ofHours(24), 1_000),
          new WatermarksSpec(
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofSeconds(5),
              Duration.ofMinutes(5)),
          new StateSpec(new Replace(), 1 << 20, null, List.of(), Aside.DEAD_LETTER, null),
          new OutputsSpec(Map.of(), false, false, AppliedValue.LINE),
          ControlSpec.NONE,
          Map.of(),
          Set.of(),
          Delivery.EXACTLY_ONCE,
          new FlinkSpec(null, Duration.ofSeconds(30), null, null, Map.of()));

  static List<Path> good() {
    return Specs.in("good");
  }

  @Test
  void theSmallestSpecHasEveryDefault() {
    assertThat(Specs.spec(Specs.good("smallest"))).isEqualTo(SMALLEST);
    assertThat(Specs.parse(Specs.good("smallest")).problems()).isEmpty();
  }

  @Test
  void aVersionCanBeAText() {
    JobSpec spec =
        Specs.spec(
            "name: rows\nevent: {entity: /id, version: {text: /lsn}}\norder: {by: latest}\n");
    assertThat(spec.event().version()).isEqualTo(VersionKey.ofText("/lsn"));
    assertThat(Specs.spec(SpecYaml.of(spec))).isEqualTo(spec);
  }

  @Test
  void aCloudEventSaysByItselfWhereItsFieldsAre() {
    JobSpec spec = Specs.spec(Specs.good("cloudevents"));
    assertThat(spec.source().format()).isEqualTo(Format.CLOUDEVENTS);
    assertThat(spec.event())
        .isEqualTo(
            new EventSpec(
                new EntityPointers(List.of("/subject")),
                "/id",
                "/source",
                "/type",
                VersionKey.of("/sequence"),
                "/time",
                List.of(),
                null,
                "/data"));
  }

  @Test
  void aSpecMayNameOtherFieldsOfACloudEvent() {
    JobSpec spec =
        Specs.spec(
            "name: rows\nsource: {format: cloudevents}\norder: {by: latest}\n"
                + "event: {entity: [/partitionkey, /data/a_b], version: {text: /sequence},"
                + " id: header:id, delete: /data/gone, data: /data/row}\n");
    assertThat(spec.event())
        .isEqualTo(
            new EventSpec(
                new EntityPointers(List.of("/partitionkey", "/data/a_b")),
                "header:id",
                "/source",
                "/type",
                VersionKey.ofText("/sequence"),
                "/time",
                List.of(),
                "/data/gone",
                "/data/row"));
  }

  @Test
  void fieldsMayBeHeadersOrTheKey() {
    EventSpec event = Specs.spec(Specs.good("beside-value")).event();
    assertThat(event)
        .isEqualTo(
            new EventSpec(
                new EntityPointers(List.of("header:tenant", "key", "/orderId")),
                "header:event-id",
                "header:producer",
                "header:type",
                VersionKey.of("header:epoch", "/number"),
                "header:occurred-at",
                List.of(),
                null,
                null));
    assertThat(event.besideValue())
        .containsExactly(
            "header:tenant",
            "key",
            "header:event-id",
            "header:producer",
            "header:type",
            "header:epoch",
            "header:occurred-at");
  }

  @Test
  void everyKeyOfTheSourceIsRead() {
    assertThat(everything().source())
        .isEqualTo(
            new SourceSpec(
                new Kafka(
                    "localhost:9092",
                    List.of("orders"),
                    "readers",
                    new StartFrom(StartFrom.Kind.TIMESTAMP, Instant.parse("2026-01-01T00:00:00Z")),
                    Map.of("client.id", "lockstep", "sasl.jaas.config", "user=a password=b")),
                Format.JSON,
                2 << 20));
  }

  @Test
  void everyKeyOfTheEventIsRead() {
    assertThat(everything().event())
        .isEqualTo(
            new EventSpec(
                new EntityPointers(List.of("/tenant", "/orderId")),
                "/eventId",
                "/producer",
                "/type",
                VersionKey.of("/epoch", "/number"),
                "/occurredAt",
                List.of(),
                "/deleted",
                "/payload"));
    assertThat(everything().analyticsTypes())
        .containsExactlyInAnyOrder("NotificationSent", "PageViewed");
  }

  @Test
  void everyKeyOfTheOrderIsRead() {
    assertThat(everything().order())
        .isEqualTo(
            new OrderSpec(
                OrderBy.VERSION,
                Start.atFirstSeen(),
                Duration.ofSeconds(40),
                OnGap.DEAD_LETTER,
                Duration.ofMinutes(10),
                500,
                null,
                Set.of("OrderReopened"),
                Route.DEAD_LETTER,
                Route.DEAD_LETTER,
                Ties.CONFLICT,
                Aside.QUARANTINE,
                new Quarantines(false, 50, WhenFull.FAIL)));
    assertThat(everything().duplicates()).isEqualTo(new DuplicatesSpec(Duration.ofDays(5), 200));
    assertThat(everything().watermarks())
        .isEqualTo(
            new WatermarksSpec(
                Duration.ofMillis(500),
                Duration.ofMinutes(90),
                Duration.ofSeconds(7),
                Duration.ofSeconds(30)));
  }

  @Test
  void everyKeyOfTheStateIsRead() {
    assertThat(everything().state())
        .isEqualTo(
            new StateSpec(
                new Fields(
                    Map.of(
                        "balance", new Sum("/amount", Set.of("Debited")),
                        "best", new Max("/score"),
                        "worst", new Min("/score"),
                        "tags", new Distinct("/tag"))),
                64_000,
                new Lifecycle(
                    "new",
                    Set.of("delivered", "cancelled"),
                    Map.of(
                        "new", Map.of("OrderCreated", "created", "OrderReopened", "created"),
                        "created",
                            Map.of(
                                "OrderPaid", "paid",
                                "OrderNoted", "created",
                                "OrderCancelled", "cancelled"),
                        "paid", Map.of("OrderShipped", "shipped"),
                        "shipped", Map.of("OrderDelivered", "delivered"),
                        "delivered", Map.of())),
                List.of(
                    new Invariant("never-below-zero", "state.balance >= 0"),
                    new Invariant(
                        "best is best",
                        "!has(state.best) || !has(state.worst) ||\n  state.best >= state.worst\n")),
                Aside.QUARANTINE,
                new ExpirySpec(Duration.ofDays(90), From.TERMINAL)));
  }

  @Test
  void anOverrideInheritsWhatItDoesNotSay() {
    assertThat(everything().overrides())
        .containsOnly(
            Map.entry(
                "OrderShipped",
                new HandlingSpec(
                    Duration.ofMinutes(10),
                    OnGap.QUARANTINE,
                    null,
                    Route.DEAD_LETTER,
                    Route.DEAD_LETTER,
                    Aside.QUARANTINE,
                    Aside.DEAD_LETTER)),
            Map.entry(
                "OrderNoted",
                new HandlingSpec(
                    Duration.ofSeconds(40),
                    OnGap.SKIP,
                    Duration.ofMinutes(10),
                    Route.DROP,
                    Route.DEAD_LETTER,
                    Aside.DEAD_LETTER,
                    Aside.QUARANTINE)));
  }

  @Test
  void anOverrideThatSaysNothingNewIsNone() {
    JobSpec spec =
        Specs.spec(
            "name: a\nevent: {entity: /e, version: /v, type: /t}\n"
                + "overrides: {A: {wait: 30s, on-violation: dead-letter}, B: {}, C: , D: {wait: 31s}}");
    assertThat(spec.overrides().keySet()).containsExactly("D");
    assertThat(Specs.spec(SpecYaml.of(spec))).isEqualTo(spec);
  }

  @Test
  void whatIsRedactedIsHiddenInTheStateToo() {
    assertThat(everything().redact())
        .containsExactlyInAnyOrder("/payload/card/number", "/payload/tag");
    assertThat(everything().rules().hidden())
        .containsExactlyInAnyOrder("/card/number", "/tag", "/tags");
    assertThat(everything().rules().lifecycle()).isEqualTo(everything().state().lifecycle());
    assertThat(everything().rules().invariants()).isEqualTo(everything().state().invariants());

    String whole = "name: a\nevent: {entity: /e, version: /v}\nredact: [/a/b]\n";
    assertThat(Specs.spec(whole).rules().hidden()).containsExactly("/a/b");
    String above = "name: a\nevent: {entity: /e, version: /v, data: /a/b}\nredact: [/a, /c]\n";
    assertThat(Specs.spec(above).rules().hidden()).containsExactly("");
  }

  @Test
  void everyKeyOfTheOutputsIsRead() {
    assertThat(everything().outputs())
        .isEqualTo(
            new OutputsSpec(
                Map.of(
                    Output.STATE, topic("orders-state"),
                    Output.APPLIED,
                        new KafkaTopic(
                            "other:9092", "orders-applied", Map.of("compression.type", "zstd"), 12),
                    Output.ANALYTICS, topic("orders-analytics"),
                    Output.DEAD_LETTERS, topic("orders-dead-letters"),
                    Output.INCIDENTS, topic("orders-incidents"),
                    Output.QUARANTINE, topic("orders-quarantine"),
                    Output.VERDICTS, topic("orders-verdicts")),
                true,
                true,
                AppliedValue.RECORD));
    assertThat(everything().control()).isEqualTo(new ControlSpec(topic("orders-control")));
    assertThat(everything().flink())
        .isEqualTo(
            new FlinkSpec(
                4,
                Duration.ofSeconds(10),
                Backend.HEAP,
                256L << 20,
                Map.of("taskmanager.numberOfTaskSlots", "4")));
  }

  @Test
  void aSpecByTimeNeedsNoVersion() {
    JobSpec spec = Specs.spec(Specs.good("by-time"));

    assertThat(spec.event().entity()).isEqualTo(new ConstantEntity("cell"));
    assertThat(spec.event().version().pointers()).isEmpty();
    assertThat(spec.event().rank()).containsExactly("/micros", "/rank");
    assertThat(spec.order().by()).isEqualTo(OrderBy.TIME);
    assertThat(spec.order().onLate()).isEqualTo(Route.DROP);
    assertThat(spec.state().reduce()).isEqualTo(new UserClass("com.acme.Tasks"));
  }

  @Test
  void underLatestAJumpIsTooFarOnlyWhenTheSpecSaysSo() {
    assertThat(Specs.spec(Specs.good("latest")).order().jumpAtMost()).isEqualTo(5);
    String silent = Specs.good("latest").replace(", jump-at-most: 5", "");
    assertThat(Specs.spec(silent).order().jumpAtMost()).isNull();
  }

  @Test
  void anAliasStandsForItsValueAndWhatIsWrittenOutWinsOverWhatIsMerged() {
    OrderSpec order = Specs.spec(Specs.good("anchors")).order();

    assertThat(order.waitFor()).isEqualTo(Duration.ofSeconds(45));
    assertThat(order.onGap()).isEqualTo(OnGap.DEAD_LETTER);
    assertThat(Specs.spec(Specs.good("anchors")).watermarks().maxAhead())
        .isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void theCoreIsToldInItsOwnWords() {
    assertThat(everything().orderPolicy(false))
        .isEqualTo(
            new OrderPolicy(
                OrderBy.VERSION,
                Start.atFirstSeen(),
                new Patience(40_000, OnGap.DEAD_LETTER, 600_000, false),
                500,
                OrderPolicy.UNLIMITED,
                Set.of("OrderReopened"),
                new Routes(true, true, true, true),
                Ties.CONFLICT,
                new MemoryPolicy(432_000_000, 200, new Expiry(7_776_000_000L, true)),
                64_000,
                new Quarantines(false, 50, WhenFull.FAIL),
                Map.of(
                    "OrderShipped",
                    new Handling(
                        new Patience(600_000, OnGap.QUARANTINE, OrderPolicy.UNLIMITED, false),
                        new Routes(true, true, true, false)),
                    "OrderNoted",
                    new Handling(
                        new Patience(40_000, OnGap.SKIP, 600_000, false),
                        new Routes(false, true, false, true))),
                true));
    assertThat(SMALLEST.orderPolicy(true).patience())
        .isEqualTo(new Patience(30_000, OnGap.WAIT, OrderPolicy.UNLIMITED, true));
    assertThat(SMALLEST.orderPolicy(true).jumpAtMost()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @MethodSource("good")
  void writtenOutAndReadAgainASpecIsTheSame(Path file) {
    JobSpec spec =
        Specs.spec(Specs.text(file).replace(", sasl.jaas.config: \"user=a password=b\"", ""));

    assertThat(Specs.spec(SpecYaml.of(spec))).isEqualTo(spec);
  }

  @Test
  void aValueThatLooksLikeAVariableIsWrittenOutEscaped() {
    JobSpec spec = Specs.spec(Specs.good("smallest") + "flink: {properties: {a: '$${B} 1'}}");

    assertThat(spec.flink().properties()).containsEntry("a", "${B} 1");
    assertThat(Specs.spec(SpecYaml.of(spec))).isEqualTo(spec);
  }

  private static JobSpec everything() {
    return Specs.spec(Specs.good("everything"));
  }

  private static KafkaTopic topic(String name) {
    Map<String, String> login = Map.of("sasl.jaas.config", "user=a password=b");
    return new KafkaTopic("localhost:9092", name, login, null);
  }
}
