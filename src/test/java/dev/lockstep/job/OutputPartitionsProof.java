package dev.lockstep.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.connect.Finding;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Output topics that grow: an entity's records stay in one partition, or the job does not start.
 */
@Tag("proof")
class OutputPartitionsProof {
  private static final int ENTITIES = 40;

  private static EmbeddedKafka kafka;

  @TempDir private Path state;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.open();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void aTopicThatGrowsWhileTheJobRunsMovesNoEntity() throws Exception {
    Topics topics = Topics.create(kafka, "wild", 2);
    topics.send(events(1, 3), 2);
    KafkaRun run = run(topics.spec());
    JobClient job = run.start();
    awaitApplied(topics, 3);
    kafka.growTopic(topics.of("applied"), 6);
    kafka.growTopic(topics.of("state"), 6);
    topics.send(events(4, 6), 2);
    awaitApplied(topics, 6);
    run.stop(job);

    for (String output : List.of("applied", "state")) {
      assertThat(partitionsByEntity(topics, output).values())
          .hasSize(ENTITIES)
          .allMatch(partitions -> partitions.size() == 1)
          .allMatch(partitions -> Set.of(0, 1).containsAll(partitions));
    }
    assertThat(versionsByEntity(topics)).allSatisfy((entity, all) -> assertThat(all).isSorted());
  }

  @Test
  void aTopicThatGrewWhileTheJobWasStoppedIsFoundBeforeTheStartAndTheSpecSaysWhatToDo()
      throws Exception {
    Topics topics = Topics.create(kafka, "stopped", 2);
    topics.send(events(1, 3), 2);
    KafkaRun first = run(topics.spec());
    JobClient job = first.start();
    awaitApplied(topics, 3);
    first.stop(job);
    kafka.growTopic(topics.of("applied"), 6);

    KafkaRun grown = run(topics.spec());
    assertThat(grown.check(false))
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("`stopped-applied`: the job began with 2"));
    KafkaRun pinned = run(topics.spec("outputs.applied.kafka.partitions=2"));
    assertThat(pinned.check(false)).noneMatch(finding -> finding.message().contains("began"));

    topics.send(events(4, 6), 2);
    JobClient second = pinned.start();
    awaitApplied(topics, 6);
    pinned.stop(second);
    assertThat(partitionsByEntity(topics, "applied").values())
        .hasSize(ENTITIES)
        .allMatch(partitions -> partitions.size() == 1);
  }

  @Test
  void aJobWhoseEntitiesWouldMoveIsRefusedByItsStateAtOnceAndWithoutRetries() throws Exception {
    Topics topics = Topics.create(kafka, "unchecked", 2);
    topics.send(events(1, 1), 2);
    KafkaRun first = run(topics.spec());
    JobClient job = first.start();
    awaitApplied(topics, 1);
    first.stop(job);
    kafka.growTopic(topics.of("applied"), 6);

    JobClient second = run(topics.spec()).start();
    assertThatThrownBy(() -> second.getJobExecutionResult().get(60, TimeUnit.SECONDS))
        .hasRootCauseMessage(
            "the state is that of another job: partitions of topic unchecked-applied: 2, and now"
                + " 6");
    assertThat(topics.left("applied")).hasSize(ENTITIES);
  }

  private KafkaRun run(JobSpec spec) {
    return new KafkaRun(spec, 2, List.of(), state);
  }

  private static void awaitApplied(Topics topics, int versions) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> topics.committed("applied").size() == ENTITIES * versions);
  }

  private static List<String> events(int from, int to) {
    List<String> events = new ArrayList<>();
    for (int version = from; version <= to; version++) {
      for (int entity = 0; entity < ENTITIES; entity++) {
        events.add(
            """
            {"e":"e%d","id":"%d-%d","t":"Changed","v":%d,"at":%d,"d":{"n":%d}}"""
                .formatted(
                    entity, entity, version, version, 1_700_000_000_000L + version, version));
      }
    }
    return events;
  }

  private static Map<String, Set<Integer>> partitionsByEntity(Topics topics, String output) {
    Map<String, Set<Integer>> partitions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : topics.left(output)) {
      partitions.computeIfAbsent(each.key(), key -> new TreeSet<>()).add(each.partition());
    }
    return partitions;
  }

  private static Map<String, List<Long>> versionsByEntity(Topics topics) {
    Map<String, List<Long>> versions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : topics.left("applied")) {
      String version = new String(each.headers().lastHeader("lockstep-version").value(), UTF_8);
      versions.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(Long.valueOf(version));
    }
    return versions;
  }
}
