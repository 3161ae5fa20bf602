package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.ControlLine;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends control events, keyed by their entity, so that those of one entity stay in order. */
public final class ControlTopic {
  private ControlTopic() {}

  /** Sends them one after another, and returns when all are written. */
  public static void send(KafkaTopic topic, List<ControlLine> controls)
      throws InterruptedException, ExecutionException {
    Map<String, Object> client = TopicRecords.login(topic);
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ControlLine control : controls) {
        producer
            .send(
                new ProducerRecord<>(
                    topic.topic(), control.entity().getBytes(UTF_8), control.json().toByteArray()))
            .get();
      }
    }
  }
}
