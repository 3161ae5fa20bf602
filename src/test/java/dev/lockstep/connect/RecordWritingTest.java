package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordWritingTest {

  @Test
  void aKeyIsPlacedAsKafkasOwnProducersPlaceItOnATopicOfThatManyPartitions() {
    for (int partitions : List.of(1, 2, 6, 12, 100)) {
      List<String> keys = IntStream.range(0, 500).mapToObj(i -> "entity-" + i).toList();
      assertThat(keys)
          .allSatisfy(
              key ->
                  assertThat(written(key, partitions).partition())
                      .isEqualTo(
                          BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), partitions)));
    }
  }

  @Test
  void nothingButThePartitionIsChanged() {
    ProducerRecord<byte[], byte[]> message = written("key", 6);
    assertThat(message.topic()).isEqualTo("out");
    assertThat(message.timestamp()).isEqualTo(7L);
    assertThat(message.key()).asString().isEqualTo("key");
    assertThat(message.value()).asString().isEqualTo("value");
    assertThat(message.headers()).containsExactly(new RecordHeader("name", new byte[] {1}));
  }

  @Test
  void whatHasNoKeyIsLeftToTheProducer() {
    assertThat(written(null, 6).partition()).isNull();
  }

  @Test
  void withoutAFixedNumberAllPartitionsAreUsed() {
    assertThat(written("key", null).partition()).isNull();
  }

  private static ProducerRecord<byte[], byte[]> written(
      @Nullable String key, @Nullable Integer partitions) {
    RecordWriting<String> writing =
        new RecordWriting<>(
            "out",
            partitions,
            (topic, value, timeMillis) ->
                new ProducerRecord<>(
                    topic,
                    null,
                    7L,
                    key == null ? null : key.getBytes(UTF_8),
                    value.getBytes(UTF_8),
                    List.of(new RecordHeader("name", new byte[] {1}))));
    return writing.serialize("value", null, null);
  }
}
