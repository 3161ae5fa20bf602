package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaIT {

  @Test
  void aRestartKeepsAddressTopicsAndRecordsAndClosingLeavesNothing() throws Exception {
    Path folder;
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      folder = kafka.folder();
      String address = kafka.bootstrapServers();
      kafka.createTopic("greetings", 1);
      send(plain(kafka), "before");
      kafka.stop();
      kafka.start();
      send(plain(kafka), "after");
      assertThat(kafka.bootstrapServers()).isEqualTo(address).startsWith("127.0.0.1:");
      assertThat(read(plain(kafka), 2)).containsExactly("before", "after");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void twoBrokersLiveSideBySideAndKnowNothingOfEachOther() throws Exception {
    try (EmbeddedKafka one = EmbeddedKafka.open();
        EmbeddedKafka other = EmbeddedKafka.open()) {
      one.createTopic("greetings", 1);
      try (Admin admin = Admin.create(Map.copyOf(plain(other)))) {
        assertThat(admin.listTopics().names().get()).isEmpty();
      }
    }
  }

  @Test
  void aTopicGrows() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      kafka.createTopic("greetings", 2, Map.of("cleanup.policy", "compact"));
      kafka.growTopic("greetings", 4);
      try (Admin admin = Admin.create(Map.copyOf(plain(kafka)))) {
        var described = admin.describeTopics(List.of("greetings")).allTopicNames().get();
        assertThat(described.get("greetings").partitions()).hasSize(4);
      }
    }
  }

  /** A producer that may not retry finds out: one that may can hang on its first batch for ever. */
  @Test
  void eachPartitionTakesRecordsAsSoonAsItsTopicIsMadeOrGrown() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      for (int i = 0; i < 10; i++) {
        String topic = "greetings-" + i;
        kafka.createTopic(topic, 6);
        assertThat(sendOnceToEach(kafka, topic, 6)).isEqualTo(6);
        kafka.growTopic(topic, 12);
        assertThat(sendOnceToEach(kafka, topic, 12)).isEqualTo(12);
      }
    }
  }

  private static int sendOnceToEach(EmbeddedKafka kafka, String topic, int partitions)
      throws Exception {
    Map<String, Object> once = new HashMap<>(plain(kafka));
    once.putAll(Map.of("enable.idempotence", false, "retries", 0));
    int taken = 0;
    try (Producer<String, String> producer =
        new KafkaProducer<>(once, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < partitions; i++) {
        producer.send(new ProducerRecord<>(topic, i, null, "hello")).get(20, TimeUnit.SECONDS);
        taken++;
      }
    }
    return taken;
  }

  @Test
  void usersLogInWithTheirPasswordOnly() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of("alice", "wonder"), Map.of())) {
      kafka.createTopic("greetings", 1);
      send(sasl(kafka, "alice", "wonder"), "hello");
      assertThat(read(sasl(kafka, "alice", "wonder"), 1)).containsExactly("hello");
      assertThatThrownBy(() -> send(sasl(kafka, "alice", "guess"), "never"))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private static Map<String, Object> plain(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static Map<String, Object> sasl(EmbeddedKafka kafka, String user, String password) {
    return Map.of(
        "bootstrap.servers",
        kafka.guardedBootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-256",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }

  private static void send(Map<String, Object> client, String value) throws Exception {
    try (Producer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("greetings", value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(Map<String, Object> client, int count) {
    List<String> values = new ArrayList<>();
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(
            new HashMap<>(client), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("greetings", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }
}
