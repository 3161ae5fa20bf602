package dev.lockstep.bench.kafka;

import dev.lockstep.bench.logic.Reorderer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One thread that reads its partitions, orders in memory, and writes; output and offsets commit
 * together, but what it holds is gone after a crash.
 *
 * @param number of the thread, from 0
 * @param over whether it is to end
 */
record PlainLoop(Race race, int number, AtomicBoolean over) implements Runnable {
  private static final long COMMIT_MILLIS_AT_MOST = 1_000;

  @Override
  public void run() {
    try (var consumer =
            new KafkaConsumer<>(
                reading(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(writing(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      consumer.assign(partitions());
      consumer.seekToBeginning(consumer.assignment());
      loop(consumer, producer);
    }
  }

  private void loop(
      KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
    Reorderer reorderer = new Reorderer(race.entities() / Race.PARALLELISM);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    long commitNanos = Math.min(COMMIT_MILLIS_AT_MOST, race.commitMillis()) * 1_000_000;
    long began = 0;
    while (!over.get()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      if (offsets.isEmpty() && !records.isEmpty()) {
        producer.beginTransaction();
        began = System.nanoTime();
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        order(record, reorderer, producer);
        offsets.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
      }
      if (!offsets.isEmpty() && (records.isEmpty() || System.nanoTime() - began > commitNanos)) {
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        offsets.clear();
      }
    }
  }

  private void order(
      ConsumerRecord<byte[], byte[]> record,
      Reorderer reorderer,
      KafkaProducer<byte[], byte[]> producer) {
    reorderer.accept(
        EventJson.read(record.value()),
        event -> {
          var unused =
              producer.send(
                  new ProducerRecord<>(race.output(), record.key(), EventJson.write(event)));
        });
  }

  private List<TopicPartition> partitions() {
    int each = Race.PARTITIONS / Race.PARALLELISM;
    return IntStream.range(number * each, (number + 1) * each)
        .mapToObj(partition -> new TopicPartition(Race.INPUT, partition))
        .toList();
  }

  private Map<String, Object> reading() {
    return Map.of(
        "bootstrap.servers",
        race.bootstrapServers(),
        "group.id",
        race.name(),
        "enable.auto.commit",
        "false",
        "isolation.level",
        "read_committed",
        "max.poll.records",
        "2000",
        "interceptor.classes",
        FirstRecord.class.getName());
  }

  private Map<String, Object> writing() {
    return Map.of(
        "bootstrap.servers",
        race.bootstrapServers(),
        "transactional.id",
        race.name() + "-" + number,
        "linger.ms",
        "20",
        "batch.size",
        "131072");
  }
}
