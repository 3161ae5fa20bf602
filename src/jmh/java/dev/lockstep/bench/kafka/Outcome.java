package dev.lockstep.bench.kafka;

import dev.lockstep.bench.workload.Oracle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed output of a run that is over.
 *
 * @param oracle has seen all of it
 * @param ends per partition, the offset behind the last record
 */
record Outcome(Oracle oracle, List<Long> ends) {

  /** Reads it all. */
  static Outcome read(Race race, Oracle oracle) {
    List<Long> ends = new ArrayList<>(Collections.nCopies(Race.PARTITIONS, 0L));
    List<TopicPartition> partitions =
        IntStream.range(0, Race.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(race.output(), partition))
            .toList();
    try (var consumer =
        new KafkaConsumer<>(
            settings(race), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < last.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          OutputRecord.show(race.contender(), record.value(), oracle);
          ends.set(record.partition(), record.offset() + 1);
        }
      }
    }
    return new Outcome(oracle, List.copyOf(ends));
  }

  private static Map<String, Object> settings(Race race) {
    return Map.of(
        "bootstrap.servers", race.bootstrapServers(),
        "isolation.level", "read_committed",
        "max.poll.records", "5000",
        "fetch.max.bytes", "20000000");
  }
}
