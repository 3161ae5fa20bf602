package dev.lockstep.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What topics hold for all who read committed records only, from the beginning. */
final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long PATIENCE_SECONDS = 60;

  private final Collection<String> topics;
  private final Offsets offsets;
  private final Consumer<String, String> consumer;

  private CommittedRecords(
      Collection<String> topics, Offsets offsets, Consumer<String, String> consumer) {
    this.topics = topics;
    this.offsets = offsets;
    this.consumer = consumer;
  }

  /** The records of topics that are there. */
  static CommittedRecords of(Collection<String> topics, String servers, Offsets offsets)
      throws InterruptedException, ExecutionException {
    Map<String, Object> client =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            IsolationLevel.READ_COMMITTED.toString());
    Collection<TopicPartition> partitions = offsets.ends(topics).keySet();
    Consumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new CommittedRecords(topics, offsets, consumer);
  }

  /** The next records; it waits a moment for the first. */
  List<ConsumerRecord<String, String>> next() {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    consumer.poll(POLL).forEach(records::add);
    return records;
  }

  /** The rest, when nobody writes any more; the last transactions close a little later. */
  List<ConsumerRecord<String, String>> rest() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = offsets.ends(topics);
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadlineNanos) {
        throw new KafkaException("a transaction stays open in " + topics);
      }
      records.addAll(next());
    }
    return records;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
