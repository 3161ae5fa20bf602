package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreflightIT {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.open(Map.of("alice", "wonder"), Map.of());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void missingTopicsAreNamedAndMadeOnRequestWithStateCompacted() throws Exception {
    JobSpec job = job("fresh");
    assertThat(Preflight.check(job))
        .hasSize(4)
        .allMatch(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::message)
        .allMatch(message -> message.contains("does not exist"))
        .anyMatch(message -> message.contains("`fresh-state`"));
    assertThat(Preflight.createTopicsAndCheck(job)).isEmpty();
    assertThat(Preflight.check(job)).isEmpty();
  }

  @Test
  void aBrokerThatDoesNotAnswerIsOneFinding() throws Exception {
    JobSpec job = job("away", "source.kafka.bootstrap-servers=127.0.0.1:1");
    assertThat(Preflight.check(job))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).startsWith("no broker answers at 127.0.0.1:1");
              assertThat(finding.remedy()).contains("bootstrap-servers");
            });
  }

  @Test
  void aWrongPasswordIsOneFindingThatDoesNotShowIt() throws Exception {
    JobSpec job =
        job(
            "login",
            "source.kafka.bootstrap-servers=" + kafka.guardedBootstrapServers(),
            alice("no"));
    assertThat(Preflight.check(job))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains("refuses the login");
              assertThat(finding.toString()).doesNotContain("password=");
            });
  }

  @Test
  void transactionsThatTheBrokerWouldRefuseAreFoundBeforeTheStart() throws Exception {
    JobSpec job = job("long", "outputs.applied.kafka.properties={transaction.timeout.ms: 3600000}");
    assertThat(Preflight.createTopicsAndCheck(job))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains("`long-applied`", "3600000", "900000");
              assertThat(finding.remedy()).contains("transaction.timeout.ms: 900000");
            });
    assertThat(Preflight.check(job("long", "delivery=at-least-once"))).isEmpty();
  }

  @Test
  void settingsThatAClientRefusesAreFoundBeforeTheStart() throws Exception {
    List<String> wrong =
        List.of(
            "outputs.applied.kafka.properties={retries: 0}",
            "outputs.applied.kafka.properties={delivery.timeout.ms: 1000}",
            "outputs.applied.kafka.properties={linger.ms: abc}",
            "source.kafka.properties={max.poll.records: x}");
    for (String each : wrong) {
      assertThat(Preflight.createTopicsAndCheck(job("refused", each)))
          .as(each)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                assertThat(finding.message()).contains("refuses its settings");
              });
    }
    assertThat(
            Preflight.check(
                job("refused", "outputs.applied.kafka.properties={delivery.timeout.ms: 60000}")))
        .isEmpty();
  }

  @Test
  void aTransactionThatLastsNotMuchLongerThanACheckpointIsAWarning() throws Exception {
    assertThat(Preflight.createTopicsAndCheck(job("close", "flink.checkpoint-interval=14m")))
        .hasSize(3)
        .allMatch(finding -> finding.severity() == Severity.WARNING)
        .allMatch(finding -> finding.message().contains("a checkpoint that is late"));
  }

  @Test
  void transactionsThatEndBeforeACheckpointAreFound() throws Exception {
    assertThat(Preflight.createTopicsAndCheck(job("slow", "flink.checkpoint-interval=20m")))
        .hasSize(3)
        .allMatch(finding -> finding.message().contains("before the next checkpoint"));
  }

  @Test
  void anOutputThatHasGrownSinceTheJobBeganIsAnErrorUntilTheSpecSaysHowManyPartitionsItUses()
      throws Exception {
    assertThat(Preflight.createTopicsAndCheck(job("grown"))).isEmpty();
    kafka.growTopic("grown-applied", 12);
    Map<String, Integer> began = Map.of("grown-applied", 1, "grown-state", 1, "another", 3);

    assertThat(Preflight.check(job("grown"), false, began))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message())
                  .isEqualTo(
                      "topic `grown-applied`: the job began with 1 partitions, and over 12 its"
                          + " entities would move, out of their order");
              assertThat(finding.remedy())
                  .contains("`partitions: 1` (`outputs.applied.kafka.partitions`)");
            });
    String pinned = "outputs.applied.kafka.partitions=1";
    assertThat(Preflight.check(job("grown", pinned), false, began)).isEmpty();
    assertThat(Preflight.check(job("grown"))).as("of a job without state").isEmpty();
  }

  @Test
  void otherPartitionsThanTheJobBeganWithAreRefusedWhateverTheTopicHas() throws Exception {
    kafka.createTopic("moved-applied", 12, Map.of("max.message.bytes", "8388608"));
    assertThat(Preflight.createTopicsAndCheck(job("moved"))).isEmpty();
    assertThat(
            Preflight.check(
                job("moved", "outputs.applied.kafka.partitions=12"),
                false,
                Map.of("moved-applied", 6)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.remedy()).contains("`partitions: 6`"));
  }

  @Test
  void aTopicWithFewerPartitionsThanTheJobUsesIsAnError() throws Exception {
    assertThat(Preflight.createTopicsAndCheck(job("few"))).isEmpty();
    assertThat(Preflight.check(job("few", "outputs.state.kafka.partitions=4")))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .isEqualTo(
                        "`outputs.state.kafka.partitions` is 4, and topic `few-state` has 1"));
    assertThat(Preflight.check(job("few"), false, Map.of("few-state", 6)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("has 1 partitions", "over 6"));
  }

  @Test
  void topicsAreMadeWithThePartitionsThatTheSpecNames() throws Exception {
    JobSpec job = job("wide", "outputs.state.kafka.partitions=5");
    assertThat(Preflight.createTopicsAndCheck(job)).isEmpty();
    assertThat(FittedJob.of(job).outputs().topics().values())
        .extracting(KafkaTopic::topic, KafkaTopic::partitions)
        .containsExactly(
            tuple("wide-state", 5), tuple("wide-applied", 1), tuple("wide-dead-letters", 1));
  }

  @Test
  void noticesOfQuarantinesThatMayBeDeletedAreAWarning() throws Exception {
    kafka.createTopic("stopped-quarantine", 1);
    JobSpec job = job("stopped", "outputs.quarantine={kafka: {topic: stopped-quarantine}}");
    assertThat(Preflight.createTopicsAndCheck(job))
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("`stopped-quarantine` deletes old notices"));
  }

  @Test
  void settingsThatLoseRecordsAreWarnings() throws Exception {
    kafka.createTopic("short", 1, Map.of("retention.ms", "3600000"));
    kafka.createTopic("short-state", 1);
    kafka.createTopic("short-applied", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic("short-dead-letters", 1);
    assertThat(Preflight.check(job("short")))
        .hasSize(6)
        .noneMatch(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("keeps records for 1h only"))
        .anyMatch(message -> message.contains("`short-state` deletes states"))
        .anyMatch(message -> message.contains("`short-applied` is compacted"))
        .anyMatch(message -> message.contains("a state of more than 901132 bytes is REJECTED"))
        .anyMatch(message -> message.contains("an event of more than 901132 bytes is MALFORMED"))
        .anyMatch(message -> message.contains("less than a dead letter"));
  }

  @Test
  void whatIsSaidAboutTooSmallTopicsGoesAwayWhenTheRemedyIsTaken() throws Exception {
    for (String output : List.of("applied", "state", "dead-letters")) {
      kafka.createTopic("small-" + output, 1, Map.of("cleanup.policy", "compact"));
    }
    kafka.createTopic("small", 1);
    Map<String, String> remedies = new TreeMap<>();
    for (Finding finding : Preflight.check(job("small"))) {
      Matcher remedy = Pattern.compile("max.message.bytes of (\\d+)").matcher(finding.remedy());
      if (remedy.find()) {
        remedies.put(finding.message().split("`")[1], remedy.group(1));
      }
    }
    assertThat(remedies).containsOnlyKeys("small-applied", "small-dead-letters", "small-state");
    for (Map.Entry<String, String> topic : remedies.entrySet()) {
      kafka.configureTopic(topic.getKey(), Map.of("max.message.bytes", topic.getValue()));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Preflight.check(job("small")))
                    .extracting(Finding::message)
                    .noneMatch(message -> message.contains("bytes a record")));
  }

  @Test
  void whatIsLeftOutOfNoticesAndAnswersIsSaid() throws Exception {
    kafka.createTopic("told", 1);
    kafka.createTopic("told-quarantine", 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic("told-incidents", 1);
    JobSpec job =
        job(
            "told",
            "outputs.quarantine.kafka.topic=told-quarantine",
            "outputs.incidents.kafka.topic=told-incidents",
            "control.kafka.topic=told-control");
    assertThat(Preflight.createTopicsAndCheck(job))
        .extracting(Finding::severity, finding -> finding.message().replaceAll(".*: ", ""))
        .containsExactlyInAnyOrder(
            tuple(
                Severity.NOTE,
                "a notice with more than 901132 bytes of state and data goes without the state, or"
                    + " without both"),
            tuple(Severity.NOTE, "`entity show` shows no state of more than 901132 bytes"));
  }

  @Test
  void aTopicThatTakesNoRecordOfTheJobIsAnError() throws Exception {
    kafka.createTopic("tiny-applied", 1, Map.of("max.message.bytes", "100000"));
    assertThat(Preflight.createTopicsAndCheck(job("tiny")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message()).contains("too few for any record");
            });
  }

  @Test
  void aJobIsFittedToWhatItsTopicsTake() throws Exception {
    kafka.createTopic("fit-applied", 1, Map.of("max.message.bytes", "400000"));
    kafka.createTopic("fit-state", 1, Map.of("max.message.bytes", "500000"));
    JobSpec job = job("fit");
    assertThat(Preflight.createTopicsAndCheck(job))
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
    JobSpec fitted = FittedJob.of(job);
    assertThat(fitted.source().sizeAtMostBytes()).isEqualTo(393_750 - 131_072);
    assertThat(fitted.state().sizeAtMostBytes()).isEqualTo(492_188 - 131_072);
    assertThat(fitted.outputs().topics().get(Output.APPLIED).properties())
        .containsEntry("max.request.size", "393750");
    JobSpec roomy = job("fit", "source.size-at-most=1KB", "state.size-at-most=1KB");
    assertThat(FittedJob.of(roomy).source()).isEqualTo(roomy.source());
    assertThat(FittedJob.of(roomy).state()).isEqualTo(roomy.state());
  }

  @Test
  void whatTheUserMayNotDoIsSaidWithTheCommandThatAllowsIt() throws Exception {
    assertThat(Preflight.createTopicsAndCheck(job("guarded"))).isEmpty();
    allowOnlyOthers(ResourceType.TOPIC, "guarded", PatternType.LITERAL);
    allowOnlyOthers(ResourceType.GROUP, "guarded", PatternType.LITERAL);
    allowOnlyOthers(ResourceType.TRANSACTIONAL_ID, "guarded-state", PatternType.PREFIXED);

    JobSpec job =
        job(
            "guarded",
            "source.kafka.bootstrap-servers=" + kafka.guardedBootstrapServers(),
            alice("wonder"));
    assertThat(Preflight.check(job))
        .hasSize(3)
        .anyMatch(finding -> finding.remedy().endsWith("--topic guarded"))
        .anyMatch(finding -> finding.remedy().endsWith("--group guarded"))
        .anyMatch(finding -> finding.remedy().endsWith("--transactional-id guarded-state"));
  }

  private static void allowOnlyOthers(ResourceType type, String name, PatternType pattern)
      throws Exception {
    AccessControlEntry others =
        new AccessControlEntry("User:bob", "*", AclOperation.ALL, AclPermissionType.ALLOW);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createAcls(List.of(new AclBinding(new ResourcePattern(type, name, pattern), others)))
          .all()
          .get();
    }
  }

  private static String alice(String password) {
    String login =
        "org.apache.kafka.common.security.scram.ScramLoginModule required"
            + " username=\"alice\" password=\"%s\";".formatted(password);
    return ("source.kafka.properties={security.protocol: SASL_PLAINTEXT,"
            + " sasl.mechanism: SCRAM-SHA-256, sasl.jaas.config: '%s'}")
        .formatted(login);
  }

  private static JobSpec job(String name, String... changes) {
    String yaml =
        """
        lockstep: 1
        name: %1$s
        source: {kafka: {bootstrap-servers: "%2$s", topics: [%1$s]}}
        event: {entity: /e, version: /v}
        order: {by: version, on-gap: wait}
        state: {reduce: patch}
        outputs:
          state: {kafka: {topic: %1$s-state}}
          applied: {kafka: {topic: %1$s-applied}}
          dead-letters: {kafka: {topic: %1$s-dead-letters}}
        """
            .formatted(name, kafka.bootstrapServers());
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(changes), Map.of());
    if (parsed.spec() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.spec();
  }
}
