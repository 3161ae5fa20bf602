package dev.lockstep.connect;

import dev.lockstep.json.OneLine;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether Kafka's clients take what a job sets them to: what they refuse ends every attempt. */
record ClientSettings(JobSpec job, KafkaCluster cluster, List<Finding> findings) {

  void run() {
    Kafka source = job.source().kafka();
    if (source != null && cluster.isOf(source)) {
      consumer(source);
    }
    cluster.written().values().forEach(this::producer);
  }

  private void consumer(Kafka source) {
    Map<String, Object> client = client(KafkaEvents.client(job, source), source.bootstrapServers());
    client.put(ConsumerConfig.GROUP_ID_CONFIG, source.groupId());
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    try {
      var unused = new ConsumerConfig(client);
    } catch (ConfigException refused) {
      refused("source.kafka", String.valueOf(refused.getMessage()));
    }
  }

  private void producer(KafkaTopic topic) {
    Map<String, Object> client =
        client(KafkaSinks.client(topic, job.delivery()), topic.bootstrapServers());
    client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    if (job.delivery() == Delivery.EXACTLY_ONCE) {
      client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, job.name());
    }
    String where = "the output `" + topic.topic() + "`";
    try {
      ProducerConfig config = new ProducerConfig(client);
      if (topic.properties().containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
        deliversInTime(where, config);
      }
    } catch (ConfigException refused) {
      refused(where, String.valueOf(refused.getMessage()));
    }
  }

  /** The producer itself looks at that, not its settings. */
  private void deliversInTime(String where, ProducerConfig config) {
    long timeoutMillis = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    long atLeastMillis =
        config.getLong(ProducerConfig.LINGER_MS_CONFIG)
            + config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG);
    if (timeoutMillis < Math.min(atLeastMillis, Integer.MAX_VALUE)) {
      refused(
          where,
          "delivery.timeout.ms is %d, less than linger.ms + request.timeout.ms, %d"
              .formatted(timeoutMillis, atLeastMillis));
    }
  }

  private void refused(String where, String why) {
    findings.add(
        Finding.error(
            "Kafka's client for " + where + " refuses its settings: " + OneLine.of(why, 300),
            "mend `properties` there"));
  }

  private static Map<String, Object> client(Properties properties, String servers) {
    Map<String, Object> client = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return client;
  }
}
