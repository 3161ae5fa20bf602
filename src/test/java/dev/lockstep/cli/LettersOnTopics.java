package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics NAME and NAME-dead-letters of one test, their spec, and letters made by hand. */
record LettersOnTopics(EmbeddedKafka kafka, String name, Path spec) {

  static LettersOnTopics create(EmbeddedKafka kafka, String name, Path folder, String more)
      throws IOException {
    kafka.createTopic(name, 2);
    for (String output : List.of("dead-letters", "applied", "verdicts", "incidents")) {
      kafka.createTopic(name + "-" + output, 2);
    }
    String yaml =
        """
        lockstep: 1
        name: %1$s
        source: {kafka: {bootstrap-servers: "%2$s", topics: [%1$s]}}
        event: {entity: /e, id: /id, type: /t, version: /v, time: /at, data: /d}
        state: %3$s
        outputs:
          applied: {kafka: {topic: %1$s-applied}}
          dead-letters: {kafka: {topic: %1$s-dead-letters}}
          verdicts: {kafka: {topic: %1$s-verdicts}}
          incidents: {kafka: {topic: %1$s-incidents}}
        order: {by: version, starts-at: 1, on-gap: wait, hold-at-most: 2}
        redact: [/d/card]
        flink: {parallelism: 1, checkpoint-interval: 200ms, backend: heap}
        """
            .formatted(name, kafka.bootstrapServers(), more);
    Path spec = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    return new LettersOnTopics(kafka, name, spec);
  }

  /** The event of an entity and a version. */
  static String event(String entity, long version, String data) {
    return """
        {"e":"%s","id":"%s-%d","t":"Set","v":%d,"at":%d,"d":%s}"""
        .formatted(entity, entity, version, version, 1_700_000_000_000L + version, data);
  }

  /** A letter about an event that lies at this offset of the source's partition 0. */
  DeadLetter letter(String entity, long version, long offset, Header... headers) {
    return new DeadLetter(
        new Raw(
            Bytes.utf8(event(entity, version, "{}")),
            Bytes.utf8("key of " + entity),
            List.of(headers),
            new Origin(name, 0, offset)),
        entity,
        entity + "-" + version,
        "Set",
        new Version.Single(version),
        1_700_000_000_000L + version,
        Verdict.OVERFLOW,
        Reason.BUFFER_FULL,
        "",
        "too many",
        null,
        null,
        1_800_000_000_000L + offset,
        false);
  }

  void file(List<DeadLetter> letters) {
    for (DeadLetter letter : letters) {
      send("dead-letters", letter.entity(), DeadLetterLine.of(letter).utf8());
    }
  }

  /** Sends one record to an output, or to the source when that is empty. */
  void send(String output, String key, String value) {
    try (Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic(output), 0, key, value));
    }
  }

  private String topic(String output) {
    return output.isEmpty() ? name : name + "-" + output;
  }

  /** All that a replay that has ended left there: a broker writes the end of a commit later. */
  List<ConsumerRecord<String, String>> left(String output) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(ends(output, "read_committed"))
                    .isEqualTo(ends(output, "read_uncommitted")));
    return committed(output);
  }

  private Map<TopicPartition, Long> ends(String output, String isolation) {
    try (Consumer<String, String> consumer = consumer(isolation)) {
      return consumer.endOffsets(partitions(consumer, output));
    }
  }

  private Consumer<String, String> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private List<TopicPartition> partitions(Consumer<String, String> consumer, String output) {
    return consumer.partitionsFor(topic(output)).stream()
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  /** What is committed in an output so far, or in the source, partition by partition. */
  List<ConsumerRecord<String, String>> committed(String output) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (Consumer<String, String> consumer = consumer("read_committed")) {
      List<TopicPartition> partitions = partitions(consumer, output);
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

  static String header(ConsumerRecord<String, String> message, String name) {
    return StreamSupport.stream(message.headers().headers(name).spliterator(), false)
        .map(each -> new String(each.value(), UTF_8))
        .reduce("", (first, second) -> first.isEmpty() ? second : first + " and " + second);
  }

  Commands.Outcome replay(String... options) {
    List<String> args = new ArrayList<>(List.of("replay", spec.toString()));
    args.addAll(List.of(options));
    return Commands.run(args.toArray(String[]::new));
  }
}
