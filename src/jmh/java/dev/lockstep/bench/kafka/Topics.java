package dev.lockstep.bench.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.bench.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes and fills topics. */
public final class Topics {
  private Topics() {}

  /** Makes empty topics, of as many partitions as all here have. */
  public static void create(String bootstrapServers, List<String> names)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          names.stream()
              .map(name -> new NewTopic(name, Optional.of(Race.PARTITIONS), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  /**
   * Sends a whole workload to the input, in the order of arrival, keyed by entity.
   *
   * @return the bytes of all values
   */
  static long fill(String bootstrapServers, Workload workload) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "50", "batch.size", "262144");
    long bytes = 0;
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long i = 0; i < workload.total(); i++) {
        PeerEvent event = workload.peerEvent(workload.arrival(i));
        byte[] value = EventJson.write(event);
        bytes += value.length;
        var unused =
            producer.send(new ProducerRecord<>(Race.INPUT, event.entityId.getBytes(UTF_8), value));
      }
    }
    return bytes;
  }
}
