package dev.lockstep.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KafkaJobIT {

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(
                  new Configuration()
                      .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256)))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static EmbeddedKafka kafka;
  private static int taskManagers = 1;

  @TempDir private Path folder;

  private MiniCluster flink;

  @BeforeEach
  void cluster(@InjectMiniCluster MiniCluster cluster) {
    flink = cluster;
  }

  @BeforeAll
  static void startKafka() {
    // compaction would take away the states that the tests want to see
    kafka = EmbeddedKafka.open(Map.of(), Map.of("log.cleaner.backoff.ms", "3600000"));
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void aDisorderedStreamOverFourPartitionsComesOutInOrderOnceAndNothingElseDoes() throws Exception {
    Topics topics = Topics.create(kafka, "disorder", 4);
    List<String> events = new ArrayList<>(events(40, 1, 25));
    events.addAll(events.subList(0, 50));
    shuffle(events);
    topics.send(events, 4);

    JobClient job = start(topics.spec());
    awaitCommitted(topics, "applied", 1000);
    stop(job);

    assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(40, 25));
    assertThat(versionsByEntity(topics, "state")).isEqualTo(inOrder(40, 25));
    assertThat(topics.left("verdicts"))
        .hasSize(50)
        .allMatch(verdict -> verdict.value().contains("\"DUPLICATE\""));
    assertThat(topics.left("dead-letters")).isEmpty();
    assertThat(topics.left("incidents")).isEmpty();
    assertThat(topics.left("analytics")).isEmpty();
  }

  @Test
  void valuesThatGoOnAsTheyCameAreTheInputPutInOrderOnce() throws Exception {
    Topics topics = Topics.create(kafka, "as-it-came", 4);
    List<String> events = new ArrayList<>(events(10, 1, 5));
    events.addAll(events.subList(0, 20));
    shuffle(events);
    topics.send(events, 4);

    JobClient job = start(topics.spec("outputs.applied.value=record"));
    awaitCommitted(topics, "applied", 50);
    stop(job);

    Map<String, List<String>> values = new TreeMap<>();
    for (ConsumerRecord<String, String> each : topics.left("applied")) {
      values.computeIfAbsent(each.key(), entity -> new ArrayList<>()).add(each.value());
    }
    assertThat(values).hasSize(10);
    for (int entity = 0; entity < 10; entity++) {
      int each = entity;
      assertThat(values.get("e" + entity))
          .isEqualTo(
              IntStream.rangeClosed(1, 5).mapToObj(version -> event(each, version)).toList());
    }
    assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(10, 5));
  }

  @Test
  void aJobGoesOnFromASavepointWithWhatItHeld() throws Exception {
    Topics topics = Topics.create(kafka, "savepoint", 4);
    topics.send(events(20, 2, 5), 4);
    topics.send(events(10, 1, 1), 4);
    JobClient first = start(topics.spec());
    awaitCommitted(topics, "applied", 50);
    String savepoint = stop(first);
    assertThat(topics.left("applied")).hasSize(50);

    topics.send(events(20, 1, 1).subList(10, 20), 4);
    JobClient second =
        start(
            topics.spec(
                "flink.parallelism=3",
                "flink.properties={"
                    + StateRecoveryOptions.SAVEPOINT_PATH.key()
                    + ": "
                    + savepoint
                    + "}"));
    awaitCommitted(topics, "applied", 100);
    stop(second);

    assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(20, 5));
    assertThat(topics.left("verdicts")).isEmpty();
  }

  @Test
  void headersPassThroughAndReceiptsProveThePlace() throws Exception {
    Topics topics = Topics.create(kafka, "headers", 1);
    try (Producer<String, String> producer = topics.producer()) {
      ProducerRecord<String, String> one =
          new ProducerRecord<>("headers", 0, 5L, "own key", event(7, 1));
      one.headers()
          .add("traceparent", "00-a-b-01".getBytes(UTF_8))
          .add("lockstep-sequence", "9".getBytes(UTF_8));
      producer.send(one);
      producer.send(new ProducerRecord<>("headers", "own key", event(7, 2)));
      ProducerRecord<String, String> seen =
          new ProducerRecord<>("headers", 0, 123L, "looker", "{\"t\":\"Seen\"}");
      seen.headers().add("traceparent", "00-c-d-01".getBytes(UTF_8));
      producer.send(seen);
      producer.send(new ProducerRecord<>("headers", "odd", "no json"));
      producer.send(new ProducerRecord<>("headers", "nothing", null));
      producer.send(new ProducerRecord<>("headers", "own key", deletion(7, 3)));
    }
    JobClient job = start(topics.spec());
    awaitCommitted(topics, "applied", 3);
    stop(job);

    List<ConsumerRecord<String, String>> applied = topics.left("applied");
    assertThat(applied.get(0).timestamp())
        .as("an event of years ago is not past the topic's retention")
        .isGreaterThan(1_700_000_000_003L);
    assertThat(applied).hasSize(3).allMatch(each -> each.key().equals("e7"));
    assertThat(headers(applied.get(0)))
        .containsEntry("traceparent", "00-a-b-01")
        .containsEntry("lockstep-entity", "e7")
        .containsEntry("lockstep-version", "1")
        .containsEntry("lockstep-sequence", "1")
        .containsEntry("lockstep-origin", "headers/0@0")
        .containsEntry("lockstep-time", "1700000000001")
        .containsKey("lockstep-chain")
        .hasSize(7);
    assertThat(headers(applied.get(1)))
        .containsEntry("lockstep-sequence", "2")
        .containsEntry("lockstep-previous-version", "1");

    List<ConsumerRecord<String, String>> state = topics.left("state");
    assertThat(state.get(0).timestamp()).isEqualTo(1_700_000_000_001L);
    assertThat(state.get(1).value()).contains("\"n\":2");
    assertThat(state.get(2).value()).as("a delete is a tombstone").isNull();
    assertThat(headers(state.get(2))).containsEntry("lockstep-sequence", "3");

    assertThat(topics.left("analytics"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.key()).isEqualTo("looker");
              assertThat(each.value()).isEqualTo("{\"t\":\"Seen\"}");
              assertThat(each.timestamp()).isEqualTo(123L);
              assertThat(headers(each)).isEqualTo(Map.of("traceparent", "00-c-d-01"));
            });
    Map<String, String> letters =
        topics.left("dead-letters").stream()
            .collect(Collectors.toMap(ConsumerRecord::key, ConsumerRecord::value));
    assertThat(letters).containsOnlyKeys("odd", "nothing");
    assertThat(letters.get("odd")).contains("\"UNREADABLE\"", "no json");
    assertThat(letters.get("nothing")).contains("\"NO_VALUE\"");
  }

  @Test
  void aBrokerThatIsStoppedAndStartedLosesAndRepeatsNothing() throws Exception {
    try (EmbeddedKafka own = EmbeddedKafka.open()) {
      Topics topics = Topics.create(own, "outage", 4);
      List<String> events = events(30, 1, 20);
      shuffle(events);
      topics.send(events.subList(0, 300), 4);
      JobClient job = start(topics.spec());
      await().atMost(Duration.ofSeconds(60)).until(() -> !topics.committed("applied").isEmpty());
      own.stop();
      own.start();
      topics.send(events.subList(300, 600), 4);
      awaitCommitted(topics, "applied", 600);
      stop(job);
      assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(30, 20));
      assertThat(topics.left("verdicts")).isEmpty();
    }
  }

  @Test
  void partitionsAddedWhileTheJobRunsAreRead() throws Exception {
    Topics topics = Topics.create(kafka, "growing", 2);
    topics.send(events(10, 1, 5), 2);
    JobClient job =
        start(topics.spec("source.kafka.properties={partition.discovery.interval.ms: 500}"));
    awaitCommitted(topics, "applied", 50);
    kafka.growTopic("growing", 4);
    topics.send(events(10, 6, 10), 4);
    awaitCommitted(topics, "applied", 100);
    stop(job);
    assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(10, 10));
    assertThat(topics.left("verdicts")).isEmpty();
  }

  @Test
  void aKilledTaskManagerLosesAndRepeatsNothing() throws Exception {
    Topics topics = Topics.create(kafka, "kill", 4);
    List<String> events = events(30, 1, 20);
    shuffle(events);
    JobClient job = start(topics.spec());
    for (int third = 0; third < 3; third++) {
      topics.send(events.subList(third * 200, third * 200 + 200), 4);
      await().atMost(Duration.ofSeconds(60)).until(() -> !topics.committed("applied").isEmpty());
      killTaskManager();
    }
    awaitCommitted(topics, "applied", 600);
    stop(job);
    assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(30, 20));
    assertThat(versionsByEntity(topics, "state")).isEqualTo(inOrder(30, 20));
    assertThat(topics.left("verdicts")).isEmpty();
  }

  @Test
  void atLeastOnceAConsumerThatFencesOnTheSequenceSeesEverythingOnce() throws Exception {
    Topics topics = Topics.create(kafka, "fenced", 4);
    List<String> events = events(30, 1, 10);
    shuffle(events);
    topics.send(events, 4);
    JobClient job = start(topics.spec("delivery=at-least-once", "flink.checkpoint-interval=1h"));
    awaitCommitted(topics, "applied", 300);
    killTaskManager();
    awaitCommitted(topics, "applied", 600);
    stop(job);

    List<ConsumerRecord<String, String>> applied = topics.left("applied");
    assertThat(applied).as("nothing was checkpointed: all comes again").hasSize(600);
    assertThat(fenced(applied)).isEqualTo(inOrder(30, 10));
  }

  private static Map<String, List<Integer>> fenced(List<ConsumerRecord<String, String>> applied) {
    Map<String, Integer> highest = new TreeMap<>();
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : applied) {
      int sequence = Integer.parseInt(headers(each).get("lockstep-sequence"));
      if (sequence > highest.getOrDefault(each.key(), 0)) {
        highest.put(each.key(), sequence);
        versions
            .computeIfAbsent(each.key(), entity -> new ArrayList<>())
            .add(Integer.valueOf(headers(each).get("lockstep-version")));
      }
    }
    return versions;
  }

  /** Ends the one that runs: the cluster keeps counting those that are gone. */
  private void killTaskManager() throws Exception {
    flink.terminateTaskManager(taskManagers - 1).get();
    flink.startTaskManager();
    taskManagers++;
  }

  @Test
  void aJobLogsInWithScram() throws Exception {
    try (EmbeddedKafka own = EmbeddedKafka.open(Map.of("alice", "wonder"), Map.of())) {
      Topics topics = Topics.create(own, "login", 1);
      topics.send(events(2, 1, 3), 1);
      JobClient job =
          start(
              topics.spec(
                  "source.kafka.bootstrap-servers=" + own.guardedBootstrapServers(),
                  """
                  source.kafka.properties={security.protocol: SASL_PLAINTEXT,
                    sasl.mechanism: SCRAM-SHA-256, sasl.jaas.config: 'org.apache.kafka.common.security
                    .scram.ScramLoginModule required username="alice" password="wonder";'}"""
                      .replace("\n  .scram", ".scram")));
      awaitCommitted(topics, "applied", 6);
      stop(job);
      assertThat(versionsByEntity(topics, "applied")).isEqualTo(inOrder(2, 3));
    }
  }

  private static JobClient start(JobSpec spec) throws Exception {
    Configuration settings = KafkaJob.settings(spec, Backend.HEAP);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    KafkaJob.assemble(environment, spec, spec.flink().parallelism());
    return environment.executeAsync(spec.name());
  }

  /** Stops a job with a savepoint and without draining: what it holds stays held. */
  private String stop(JobClient job) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return savepoint;
  }

  private static void awaitCommitted(Topics topics, String output, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(topics.left(output)).hasSizeGreaterThanOrEqualTo(count));
  }

  private static List<String> events(int entities, int from, int to) {
    List<String> events = new ArrayList<>();
    for (int version = from; version <= to; version++) {
      for (int entity = 0; entity < entities; entity++) {
        events.add(event(entity, version));
      }
    }
    return events;
  }

  private static String event(int entity, int version) {
    return """
        {"e":"e%d","id":"%d-%d","t":"Changed","v":%d,"at":%d,"d":{"n":%d}}"""
        .formatted(entity, entity, version, version, 1_700_000_000_000L + version, version);
  }

  private static String deletion(int entity, int version) {
    return """
        {"e":"e%d","id":"%d-%d","t":"Ended","v":%d,"at":%d,"gone":true}"""
        .formatted(entity, entity, version, version, 1_700_000_000_000L + version);
  }

  private static void shuffle(List<String> events) {
    long seed = System.nanoTime();
    System.out.println("shuffled with seed " + seed);
    Collections.shuffle(events, new Random(seed));
  }

  /** The versions of each entity, in the order in which its partition has them. */
  private static Map<String, List<Integer>> versionsByEntity(Topics topics, String output) {
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : topics.left(output)) {
      versions
          .computeIfAbsent(each.key(), entity -> new ArrayList<>())
          .add(Integer.valueOf(headers(each).get("lockstep-version")));
    }
    return versions;
  }

  private static Map<String, List<Integer>> inOrder(int entities, int to) {
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (int entity = 0; entity < entities; entity++) {
      versions.put("e" + entity, IntStream.rangeClosed(1, to).boxed().toList());
    }
    return versions;
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> message) {
    Map<String, String> headers = new TreeMap<>();
    message
        .headers()
        .forEach(
            header ->
                assertThat(headers.put(header.key(), new String(header.value(), UTF_8))).isNull());
    return headers;
  }
}
