package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class KafkaJobGraphTest {
  private static final String YAML =
      """
      lockstep: 1
      name: orders
      source: {kafka: {bootstrap-servers: "nowhere:9092", topics: [orders]}}
      event: {entity: /e, version: /v}
      order: {by: version, on-gap: wait}
      state: {reduce: patch}
      outputs:
        state: {kafka: {topic: orders-state}}
        applied: {kafka: {topic: orders-applied}}
        dead-letters: {kafka: {topic: orders-dead-letters}}
      """;

  @Test
  void orderedSinksAreChainedToTheOperatorThatDecides() {
    JobGraph graph = graph(spec("flink.parallelism=4"));
    List<String> tasks =
        StreamSupport.stream(graph.getVertices().spliterator(), false)
            .map(JobVertex::getName)
            .filter(name -> name.contains("reconcile"))
            .toList();
    assertThat(tasks)
        .singleElement()
        .asString()
        .contains("sink-state: Writer", "sink-applied: Writer");
  }

  @Test
  void thePropertiesOfTheSpecWinOverTheDefaults() {
    Configuration settings =
        KafkaJob.settings(
            spec("flink.properties={execution.checkpointing.timeout: 3 min}"), Backend.HEAP);
    assertThat(settings.toMap())
        .containsEntry("execution.checkpointing.timeout", "3 min")
        .containsEntry("state.backend.type", "hashmap")
        .containsEntry("execution.checkpointing.mode", "EXACTLY_ONCE");
  }

  @Test
  void whatAClusterDoesForOthersDoesNotChangeWhatAJobNeeds() {
    assertThat(KafkaJob.settings(spec(), Backend.HEAP).toMap())
        .containsEntry("execution.runtime-mode", "STREAMING")
        .containsEntry("execution.checkpointing.unaligned.enabled", "false")
        .containsEntry("execution.checkpointing.mode", "EXACTLY_ONCE");
  }

  @Test
  void eventsWaitForOthersOnlyWhereResultsAreSeenAtTheNextCheckpoint() {
    assertThat(KafkaJob.settings(spec("delivery=at-least-once"), Backend.HEAP).toMap())
        .containsEntry("execution.buffer-timeout.interval", "5 ms");
    assertThat(KafkaJob.settings(spec(), Backend.HEAP).toMap())
        .doesNotContainKey("execution.buffer-timeout.interval");
  }

  @Test
  void timersAreWhereTheStateIsWhateverAClusterDoesForOthers() {
    assertThat(KafkaJob.settings(spec(), Backend.ROCKSDB).toMap())
        .containsEntry("state.backend.rocksdb.timer-service.factory", "ROCKSDB");
  }

  @Test
  void littleIsLeftToFlushWhenACheckpointBeginsOnlyWhereResultsAreSeenAtOnce() {
    assertThat(KafkaJob.settings(spec("delivery=at-least-once"), Backend.ROCKSDB).toMap())
        .containsEntry("state.backend.rocksdb.writebuffer.size", "2 mb")
        .containsEntry("state.backend.rocksdb.writebuffer.count", "8")
        .containsEntry("state.backend.rocksdb.compaction.level.max-size-level-base", "64 mb");
    assertThat(KafkaJob.settings(spec(), Backend.ROCKSDB).toMap())
        .containsEntry("state.backend.rocksdb.compression.per.level", "[LZ4_COMPRESSION]")
        .containsEntry("state.backend.rocksdb.use-bloom-filter", "true")
        .doesNotContainKey("state.backend.rocksdb.writebuffer.size")
        .doesNotContainKey("state.backend.rocksdb.compaction.level.max-size-level-base");
  }

  @Test
  void rocksDbIsAsTheSpecHasIt() {
    String own = "flink.properties={state.backend.rocksdb.use-bloom-filter: false}";
    assertThat(KafkaJob.settings(spec(own), Backend.ROCKSDB).toMap())
        .containsEntry("state.backend.rocksdb.use-bloom-filter", "false");
  }

  @Test
  void whereResultsAreSeenAtOnceRocksDbIsAsTheSpecHasItToo() {
    String own =
        "flink.properties={state.backend.rocksdb.writebuffer.size: 32mb,"
            + " state.backend.rocksdb.compaction.level.max-size-level-base: 256mb}";
    assertThat(KafkaJob.settings(spec("delivery=at-least-once", own), Backend.ROCKSDB).toMap())
        .containsEntry("state.backend.rocksdb.writebuffer.size", "32mb")
        .containsEntry("state.backend.rocksdb.writebuffer.count", "8")
        .containsEntry("state.backend.rocksdb.compaction.level.max-size-level-base", "256mb");
  }

  @Test
  void fewEntitiesWaitToBeWrittenOnlyWhereResultsAreSeenAtOnce() {
    assertThat(changedAtMost("delivery=at-least-once")).isEqualTo(300);
    assertThat(changedAtMost("delivery=at-least-once", "flink.checkpoint-interval=10ms"))
        .isEqualTo(100);
    assertThat(changedAtMost()).isEqualTo(450_000);
    assertThat(changedAtMost("flink.checkpoint-interval=5s")).isEqualTo(75_000);
  }

  private static int changedAtMost(String... changes) {
    return JobParts.plan(spec(changes), false).cache().changedAtMost();
  }

  private static JobGraph graph(JobSpec spec) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            KafkaJob.settings(spec, Backend.ROCKSDB));
    KafkaJob.assemble(environment, spec, 4);
    return environment.getStreamGraph().getJobGraph();
  }

  private static JobSpec spec(String... changes) {
    JobSpec spec = SpecParser.parse(YAML, List.of(changes), Map.of()).spec();
    assertThat(spec).isNotNull();
    return spec;
  }
}
