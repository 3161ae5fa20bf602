package dev.lockstep.connect;

import dev.lockstep.event.Raw;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of one topic, for commands that look at it. */
public final class TopicRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final KafkaTopic topic;

  /**
   * Opens a topic; nothing is read before a method says from where.
   *
   * @throws KafkaException when the topic does not exist, or no broker answers
   */
  public TopicRecords(KafkaTopic topic) {
    Map<String, Object> client = login(topic);
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      partitions =
          consumer.partitionsFor(topic.topic()).stream()
              .map(each -> new TopicPartition(topic.topic(), each.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new UnknownTopicOrPartitionException(
            "topic `" + topic.topic() + "` does not exist on " + topic.bootstrapServers());
      }
      consumer.assign(partitions);
    } catch (KafkaException failure) {
      consumer.close();
      throw failure;
    }
    this.topic = topic;
  }

  /** The id that the broker gave to the topic when it was made. */
  public String topicId() throws InterruptedException {
    String name = topic.topic();
    try (Admin admin = Admin.create(login(topic))) {
      return admin
          .describeTopics(List.of(name))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    } catch (ExecutionException failure) {
      throw new KafkaException("topic `" + name + "` cannot be looked at", failure.getCause());
    }
  }

  /** What a client of this topic needs to connect; what concerns other clients is left out. */
  static Map<String, Object> login(KafkaTopic topic) {
    Map<String, Object> client = new HashMap<>(topic.properties());
    client.keySet().removeIf(key -> !key.matches("(security|sasl|ssl)\\..*"));
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
    return client;
  }

  /** Reads all that is there now, from the beginning, in order within each partition. */
  public void all(Consumer<ConsumerRecord<byte[], byte[]>> action) {
    read(consumer.endOffsets(partitions), action);
  }

  /** Behind the last committed record of each partition. */
  public SortedMap<Integer, Long> ends() {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    consumer.endOffsets(partitions).forEach((each, end) -> ends.put(each.partition(), end));
    return ends;
  }

  /**
   * Reads what there is before these offsets, from the beginning.
   *
   * @param ends by partition
   */
  public void until(Map<Integer, Long> ends, Consumer<Raw> action) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    for (TopicPartition each : partitions) {
      wanted.put(each, ends.getOrDefault(each.partition(), 0L));
    }
    read(
        wanted,
        message -> {
          Long end = wanted.get(new TopicPartition(message.topic(), message.partition()));
          if (end != null && message.offset() < end) {
            action.accept(RecordDecoding.raw(message));
          }
        });
  }

  private void read(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    consumer.seekToBeginning(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(action);
    }
  }

  /** What comes from now on is read by {@link #await}. */
  public void fromNow() {
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * Waits for a record.
   *
   * @param wanted whether it is the one
   * @param patience how long
   * @return whether it came
   */
  public boolean await(Predicate<ConsumerRecord<byte[], byte[]>> wanted, Duration patience) {
    long untilNanos = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < untilNanos) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (wanted.test(message)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
