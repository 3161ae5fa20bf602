package dev.lockstep.demo;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's own clients, as most services have them.
 *
 * @param servers where the broker is
 * @param topic what is written and read
 */
record Clients(String servers, String topic) {

  Producer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
        new StringSerializer(),
        new StringSerializer());
  }

  /**
   * A member of the topic's group. One that dies keeps its partition for its successor of the same
   * name, as it does where instances have names; so the others go on meanwhile.
   */
  Consumer<String, String> consumer(String instance) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.GROUP_ID_CONFIG,
            topic + "-plain",
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            instance,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            100);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
