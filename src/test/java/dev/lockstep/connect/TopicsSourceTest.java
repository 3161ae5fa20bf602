package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsSourceTest {
  private static final KafkaPartitionSplit KEPT = split("kept", 0, 7);
  private static final KafkaPartitionSplit FOUND =
      split("kept", 1, KafkaPartitionSplit.EARLIEST_OFFSET);

  private final TopicsSource<String> source =
      new TopicsSource<>(
          KafkaSource.<String>builder()
              .setBootstrapServers("nowhere:9092")
              .setTopics("kept", "new")
              .setGroupId("group")
              .setValueOnlyDeserializer(new SimpleStringSchema(UTF_8))
              .build(),
          Set.of("kept", "new"));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void partitionsOfOtherTopicsAreForgottenWhetherSomebodyReadThemOrNot(boolean discovered)
      throws Exception {
    KafkaSourceEnumState saved =
        new KafkaSourceEnumState(
            List.of(KEPT, split("gone", 0, 3)),
            List.of(FOUND, split("gone", 1, KafkaPartitionSplit.EARLIEST_OFFSET)),
            discovered);
    KafkaSourceEnumState restored = restored(saved);
    assertThat(restored.assignedSplits()).containsExactly(KEPT);
    assertThat(restored.unassignedSplits()).containsExactly(FOUND);
    assertThat(restored.initialDiscoveryFinished()).isEqualTo(discovered);
  }

  @Test
  void aTopicWhoseNameBeginsLikeThatOfAnotherIsAnother() throws Exception {
    KafkaSourceEnumState saved =
        new KafkaSourceEnumState(List.of(split("kept-2", 0, 1), KEPT), List.of(), true);
    assertThat(restored(saved).splits())
        .singleElement()
        .satisfies(known -> assertThat(known.split()).isEqualTo(KEPT));
  }

  private KafkaSourceEnumState restored(KafkaSourceEnumState saved) throws Exception {
    MockSplitEnumeratorContext<KafkaPartitionSplit> context = new MockSplitEnumeratorContext<>(1);
    try (SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator =
        source.restoreEnumerator(context, saved)) {
      return enumerator.snapshotState(1);
    } finally {
      context.close();
    }
  }

  @Test
  void itsStateIsThatOfTheSourceWithin() {
    KafkaSource<String> within = source.kafka();
    assertThat(source.getSplitSerializer()).hasSameClassAs(within.getSplitSerializer());
    assertThat(source.getEnumeratorCheckpointSerializer())
        .hasSameClassAs(within.getEnumeratorCheckpointSerializer());
    assertThat(source.getBoundedness()).isEqualTo(within.getBoundedness());
    assertThat(source.getProducedType()).isEqualTo(within.getProducedType());
    assertThat(source.getLineageVertex()).hasSameClassAs(within.getLineageVertex());
  }

  @Test
  void itTravelsToTheTasks() throws Exception {
    assertThat(InstantiationUtil.clone(source).topics()).isEqualTo(source.topics());
  }

  /** What Flink adds with a default of its own would not reach the source within. */
  @Test
  void everyMethodIsHandedOnThoseWithDefaultsToo() {
    assertThat(inherited(Source.class, TopicsSource.class)).isEmpty();
    assertThat(inherited(SourceReader.class, TopicsReader.class)).isEmpty();
  }

  private static List<String> inherited(Class<?> contract, Class<?> type) {
    return Arrays.stream(contract.getMethods())
        .filter(
            method -> {
              try {
                return type.getMethod(method.getName(), method.getParameterTypes())
                        .getDeclaringClass()
                    != type;
              } catch (NoSuchMethodException impossible) {
                throw new AssertionError(impossible);
              }
            })
        .map(method -> method.getName())
        .toList();
  }

  private static KafkaPartitionSplit split(String topic, int partition, long offset) {
    return new KafkaPartitionSplit(new TopicPartition(topic, partition), offset);
  }
}
