package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of one test's job: {@code NAME} and {@code NAME-OUTPUT}. */
record Topics(EmbeddedKafka kafka, String name) {
  private static final List<String> OUTPUTS =
      List.of("state", "applied", "analytics", "dead-letters", "incidents", "verdicts");

  static Topics create(EmbeddedKafka kafka, String name, int partitions) {
    kafka.createTopic(name, partitions);
    return createOutputs(kafka, name);
  }

  /** Makes the outputs of a topic that is there. */
  static Topics createOutputs(EmbeddedKafka kafka, String name) {
    Topics topics = new Topics(kafka, name);
    for (String output : OUTPUTS) {
      String policy = output.equals("state") ? "compact" : "delete";
      kafka.createTopic(topics.of(output), 2, Map.of("cleanup.policy", policy));
    }
    return topics;
  }

  String of(String output) {
    return name + "-" + output;
  }

  /** A job that waits for every gap, with changes such as {@code delivery=at-least-once}. */
  JobSpec spec(String... changes) {
    StringBuilder outputs = new StringBuilder();
    OUTPUTS.forEach(
        output -> outputs.append("  %s: {kafka: {topic: %s}}%n".formatted(output, of(output))));
    String yaml =
        """
        lockstep: 1
        name: %s
        source: {kafka: {bootstrap-servers: "%s", topics: [%s]}}
        event: {entity: /e, id: /id, type: /t, version: /v, time: /at, delete: /gone, data: /d}
        lanes: {analytics: [Seen]}
        order: {by: version, starts-at: 1, on-gap: wait}
        state: {reduce: patch}
        outputs:
        %s
        flink: {parallelism: 2, checkpoint-interval: 500ms, backend: rocksdb}
        """
            .formatted(name, kafka.bootstrapServers(), name, outputs);
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(changes), Map.of());
    if (parsed.spec() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.spec();
  }

  Producer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  /** Sends values without keys to the partitions in turn. */
  void send(List<String> values, int partitions) {
    try (Producer<String, String> producer = producer()) {
      for (int i = 0; i < values.size(); i++) {
        producer.send(new ProducerRecord<>(name, i % partitions, null, values.get(i)));
      }
    }
  }

  /** What is committed in an output so far, partition by partition. */
  List<ConsumerRecord<String, String>> committed(String output) {
    return read(of(output), "read_committed");
  }

  /** What was written to an output so far, in transactions that are still open too. */
  List<ConsumerRecord<String, String>> uncommitted(String output) {
    return read(of(output), "read_uncommitted");
  }

  /** All that a job that has ended left in an output: it waits until no transaction is open. */
  List<ConsumerRecord<String, String>> left(String output) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(ends(of(output), "read_committed"))
                    .isEqualTo(ends(of(output), "read_uncommitted")));
    return committed(output);
  }

  /** How far each partition can be read. */
  private Map<TopicPartition, Long> ends(String topic, String isolation) {
    try (Consumer<String, String> consumer = consumer(isolation)) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  private List<ConsumerRecord<String, String>> read(String topic, String isolation) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (Consumer<String, String> consumer = consumer(isolation)) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private Consumer<String, String> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static List<TopicPartition> partitions(Consumer<String, String> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }
}
