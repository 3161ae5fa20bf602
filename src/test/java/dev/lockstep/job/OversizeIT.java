package dev.lockstep.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.Finding;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are larger than what the job's topics take: each has its verdict, and all go on. */
class OversizeIT {
  private static final int HUGE = 12 << 20;

  @TempDir private Path state;

  @Test
  void whatIsTooLargeForATopicIsADeadLetterWithItsOriginAndStopsNobody() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      kafka.createTopic("sizes", 1, Map.of("max.message.bytes", Integer.toString(2 * HUGE)));
      Topics topics = Topics.createOutputs(kafka, "sizes");
      JobSpec job = topics.spec("source.size-at-most=5MiB");
      send(topics);
      assertThat(new KafkaRun(job, 1, List.of(), state).check(false))
          .extracting(Finding::message)
          .anyMatch(message -> message.startsWith("topic `sizes-applied` takes 1032204 bytes"))
          .anyMatch(message -> message.startsWith("topic `sizes-dead-letters` takes 1032204"));
      run(topics, job);

      assertThat(topics.left("applied"))
          .extracting(
              each -> new String(each.headers().lastHeader("lockstep-origin").value(), UTF_8))
          .containsExactly("sizes/0@0", "sizes/0@1", "sizes/0@2", "sizes/0@7");
      List<JsonNode> letters = topics.left("dead-letters").stream().map(OversizeIT::line).toList();
      assertThat(letters)
          .extracting(each -> each.get("origin").get("offset").intValue())
          .containsExactlyInAnyOrder(3, 4, 5, 6);
      assertThat(letters)
          .allSatisfy(each -> assertThat(reasons(each)).isIn("OVER_LIMIT", "STATE_TOO_LARGE"));
      assertThat(letter(letters, 3).get("reason").textValue())
          .as("three states of 400,000 bytes, merged")
          .isEqualTo("STATE_TOO_LARGE");
      assertThat(letter(letters, 3).get("value").textValue())
          .as("is whole, the state that was seen had to go")
          .hasSizeGreaterThan(400_000);
      assertThat(letter(letters, 3).get("cut").fieldNames()).toIterable().containsExactly("state");
      assertThat(letter(letters, 4).get("cut").get("value").longValue()).isGreaterThan(HUGE);
      assertThat(letter(letters, 4).get("value").textValue()).hasSizeGreaterThan(900_000);
      assertThat(letter(letters, 5).has("cut")).as("fits as it is").isFalse();
      assertThat(letter(letters, 6).get("detail").textValue()).contains("key and headers");
      assertThat(topics.left("verdicts")).hasSize(4);
    }
  }

  private static void send(Topics topics) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            topics.kafka().bootstrapServers(),
            "max.request.size",
            2 * HUGE,
            "buffer.memory",
            4L * HUGE);
    try (Producer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      send(producer, event("a", 1, "one", 400_000));
      send(producer, event("a", 2, "two", 400_000));
      send(producer, event("b", 1, "one", 10));
      send(producer, event("a", 3, "three", 400_000));
      send(producer, event("b", 2, "two", HUGE));
      send(producer, event("c", 1, "one", 950_000));
      ProducerRecord<String, String> labelled = event("b", 2, "two", 10);
      labelled.headers().add("blob", "h".repeat(100_000).getBytes(UTF_8));
      send(producer, labelled);
      send(producer, event("b", 2, "two", 10));
    }
  }

  private static void send(
      Producer<String, String> producer, ProducerRecord<String, String> message) {
    producer.send(message);
    producer.flush();
  }

  private static ProducerRecord<String, String> event(
      String entity, int version, String field, int bytes) {
    String value =
        """
        {"e":"%s","id":"%s-%d","t":"Changed","v":%d,"at":1700000000000,"d":{"%s":"%s"}}"""
            .formatted(entity, entity, version, version, field, "x".repeat(bytes));
    return new ProducerRecord<>("sizes", 0, entity, value);
  }

  private void run(Topics topics, JobSpec spec) throws Exception {
    KafkaRun run = new KafkaRun(spec, 1, List.of(), state);
    JobClient job = run.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                topics.committed("applied").size() == 4
                    && topics.committed("dead-letters").size() == 4);
    run.stop(job);
  }

  private static String reasons(JsonNode letter) {
    return letter.get("reason").textValue();
  }

  private static JsonNode letter(List<JsonNode> letters, int offset) {
    return letters.stream()
        .filter(each -> each.get("origin").get("offset").intValue() == offset)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode line(ConsumerRecord<String, String> message) {
    try {
      return new ObjectMapper().readTree(message.value());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
