package dev.lockstep.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Topics that a job no longer reads when it goes on from its savepoint, told as one story. */
@Tag("proof")
class RemovedTopicProof {
  private static final String BOTH = "source.kafka.topics=[kept, gone]";
  private static final String ONE = "source.kafka.topics=[kept]";

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private Topics kept;
  private Topics gone;
  private int clocks;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.open();
    kept = Topics.create(kafka, "kept", 2);
    kafka.createTopic("gone", 2);
    gone = new Topics(kafka, "gone");
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void aRemovedTopicIsNotReadHoldsNothingBackAndIsReadAgainWhenItComesBack() throws Exception {
    String first = bothHaveGaps();
    String second = theRemovedOneIsNotReadAndHoldsNothingBack(first);
    String third = theOneThatComesBackIsReadOnceInOrder(second);
    aDeletedOneIsNotMissed(third);
    assertThat(kept.left("dead-letters")).isEmpty();
  }

  private String bothHaveGaps() throws Exception {
    kept.send(List.of(event("k", 3), event("k", 1)), 1);
    gone.send(List.of(event("g", 3), event("g", 1)), 1);
    JobClient job = start(BOTH, "watermarks.idle-after=1h");
    awaitApplied(Map.of("k", List.of(1), "g", List.of(1)));
    String savepoint = stop(job);
    assertThat(applied()).containsOnly(entry("k", List.of(1)), entry("g", List.of(1)));
    return savepoint;
  }

  /** No partition is idle: one that is not read, and is waited for, would stop the clock. */
  private String theRemovedOneIsNotReadAndHoldsNothingBack(String from) throws Exception {
    gone.send(List.of(event("g", 4), event("h", 1), event("g", 5)), 2);
    JobClient job = start(ONE, "watermarks.idle-after=1h", from(from));
    advanceUntilApplied(Map.of("k", List.of(1, 3), "g", List.of(1, 3)));
    String savepoint = stop(job);
    assertThat(applied())
        .containsOnly(
            entry("k", List.of(1, 3)),
            entry("g", List.of(1, 3)),
            entry("clock-0", to(clocks)),
            entry("clock-1", to(clocks)));
    assertThat(kept.left("verdicts")).isEmpty();
    return savepoint;
  }

  private String theOneThatComesBackIsReadOnceInOrder(String from) throws Exception {
    kept.send(List.of(event("k", 5), event("o", 1)), 1);
    JobClient job = start(BOTH, from(from));
    Map<String, List<Integer>> back =
        Map.of("g", List.of(1, 3, 4, 5), "h", List.of(1), "o", List.of(1));
    awaitApplied(back);
    String savepoint = stop(job);
    assertThat(applied())
        .containsAllEntriesOf(back)
        .containsEntry("k", List.of(1, 3))
        .containsEntry("clock-0", to(clocks))
        .containsEntry("clock-1", to(clocks))
        .hasSize(6);
    assertThat(kept.left("verdicts"))
        .as("what it was read of before")
        .hasSize(2)
        .allMatch(each -> each.value().contains("\"DUPLICATE\""))
        .allMatch(each -> each.key().equals("g"));
    return savepoint;
  }

  /** Of four subtasks, two have nothing but what is removed. */
  private void aDeletedOneIsNotMissed(String from) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.deleteTopics(List.of("gone")).all().get();
    }
    JobClient job = start(ONE, "watermarks.idle-after=500ms", "flink.parallelism=4", from(from));
    advanceUntilApplied(Map.of("k", List.of(1, 3, 5)));
    assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    stop(job);
    assertThat(applied())
        .containsEntry("g", List.of(1, 3, 4, 5))
        .containsEntry("clock-0", to(clocks))
        .containsEntry("clock-1", to(clocks))
        .hasSize(6);
    assertThat(kept.left("verdicts")).hasSize(2);
  }

  /** What a change says, and that the first failure is the last. */
  private static String from(String savepoint) {
    return "flink.properties={restart-strategy.type: none, "
        + StateRecoveryOptions.SAVEPOINT_PATH.key()
        + ": "
        + savepoint
        + "}";
  }

  private JobClient start(String... changes) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("order.on-gap=skip", "order.wait=10s", "watermarks.quiet=1h"));
    all.addAll(List.of(changes));
    JobSpec spec = kept.spec(all.toArray(String[]::new));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(KafkaJob.settings(spec, Backend.HEAP));
    KafkaJob.assemble(environment, spec, spec.flink().parallelism());
    return environment.executeAsync(spec.name());
  }

  private String stop(JobClient job) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();
    return savepoint;
  }

  private void awaitApplied(Map<String, List<Integer>> versions) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(applied()).containsAllEntriesOf(versions));
  }

  /** Moves the time of the topic that is left, until what waited for it has come out. */
  private void advanceUntilApplied(Map<String, List<Integer>> versions) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              advance();
              assertThat(applied()).containsAllEntriesOf(versions);
            });
    awaitApplied(Map.of("clock-0", to(clocks), "clock-1", to(clocks)));
  }

  /** An event in each partition, a minute after those before. */
  private void advance() {
    clocks++;
    try (Producer<String, String> producer = kept.producer()) {
      for (int partition = 0; partition < 2; partition++) {
        producer.send(
            new ProducerRecord<>(
                "kept", partition, null, event("clock-" + partition, clocks, clocks * 60_000L)));
      }
    }
  }

  private static String event(String entity, int version) {
    return event(entity, version, version);
  }

  private static String event(String entity, int version, long millis) {
    return """
        {"e":"%s","id":"%s-%d","t":"Changed","v":%d,"at":%d,"d":{"n":%d}}"""
        .formatted(entity, entity, version, version, 1_700_000_000_000L + millis, version);
  }

  private static List<Integer> to(int version) {
    return IntStream.rangeClosed(1, version).boxed().toList();
  }

  /** The versions of each entity, in the order in which they came out. */
  private Map<String, List<Integer>> applied() {
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : kept.committed("applied")) {
      String version = new String(each.headers().lastHeader("lockstep-version").value(), UTF_8);
      versions
          .computeIfAbsent(each.key(), entity -> new ArrayList<>())
          .add(Integer.valueOf(version));
    }
    return versions;
  }
}
