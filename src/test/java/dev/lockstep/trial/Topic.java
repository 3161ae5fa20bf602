package dev.lockstep.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic that is read along while it is written: what is committed in it so far. */
final class Topic implements AutoCloseable {
  private final String name;
  private final String servers;
  private final Consumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  Topic(String servers, String name) {
    this.servers = servers;
    this.name = name;
    this.consumer = consumer("read_committed");
    List<TopicPartition> partitions = partitions(consumer);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All that is in a topic by now, partition by partition. */
  static List<ConsumerRecord<String, String>> all(String servers, String name) {
    try (Topic topic = new Topic(servers, name)) {
      while (!topic.isRead()) {
        topic.poll();
      }
      return topic.records();
    }
  }

  private Consumer<String, String> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers, "isolation.level", isolation),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private List<TopicPartition> partitions(Consumer<String, String> consumer) {
    return consumer.partitionsFor(name).stream()
        .map(each -> new TopicPartition(name, each.partition()))
        .toList();
  }

  /** Reads on; the number of records so far. */
  int poll() {
    consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    return records.size();
  }

  /** What was read after so many records, as it came: in order for each key. */
  List<ConsumerRecord<String, String>> since(int count) {
    return List.copyOf(records.subList(count, records.size()));
  }

  /** Whether all that was written is committed or aborted, and read. */
  boolean isRead() {
    try (Consumer<String, String> uncommitted = consumer("read_uncommitted")) {
      List<TopicPartition> partitions = partitions(uncommitted);
      Map<TopicPartition, Long> ends = uncommitted.endOffsets(partitions);
      poll();
      return partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each));
    }
  }

  /** What was read, partition by partition. */
  List<ConsumerRecord<String, String>> records() {
    return records.stream()
        .sorted(
            Comparator.<ConsumerRecord<String, String>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
