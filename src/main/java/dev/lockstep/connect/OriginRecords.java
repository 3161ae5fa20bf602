package dev.lockstep.connect;

import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Single records of the source topics, found by where they were read. */
public final class OriginRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_SECONDS = 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> beginnings = new HashMap<>();

  /**
   * A record that was found.
   *
   * @param timestampMillis the record's own, epoch milliseconds
   */
  public record Found(Raw raw, long timestampMillis) {}

  /** Opens the source; nothing is read before a record is asked for. */
  public OriginRecords(SourceSpec.Kafka source) {
    Map<String, Object> client =
        TopicRecords.login(
            new KafkaTopic(
                source.bootstrapServers(), source.topics().get(0), source.properties(), null));
    client.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        source.properties().getOrDefault(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The record of this origin; null when its topic does not keep it any more.
   *
   * @throws IOException when the broker hands it out no more, and does not say that it is gone
   */
  public @Nullable Found at(Origin origin) throws IOException {
    TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
    if (!isThere(partition, origin.offset())) {
      return null;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, origin.offset());
    long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < untilNanos) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        return message.offset() == origin.offset()
            ? new Found(RecordDecoding.raw(message), message.timestamp())
            : null;
      }
      if (consumer.position(partition) > origin.offset()) {
        return null;
      }
    }
    throw new IOException("the record " + origin + " cannot be read: is the broker overloaded?");
  }

  private boolean isThere(TopicPartition partition, long offset) {
    if (!ends.containsKey(partition)) {
      boolean known =
          consumer.partitionsFor(partition.topic()).stream()
              .anyMatch(each -> each.partition() == partition.partition());
      ends.putAll(known ? consumer.endOffsets(List.of(partition)) : Map.of(partition, 0L));
      beginnings.putAll(
          known ? consumer.beginningOffsets(List.of(partition)) : Map.of(partition, 0L));
    }
    return offset >= Objects.requireNonNull(beginnings.get(partition))
        && offset < Objects.requireNonNull(ends.get(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
