package dev.lockstep.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudEvents that the SDK writes to a broker, in both modes at once, and what comes out. */
class CloudEventsIT {
  @TempDir private Path state;

  @Test
  void bothModesAreOneStreamAndWhatIsNoLongerACloudEventDoesNotPassForOne() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      Topics topics = Topics.create(kafka, "clouds", 1);
      send(topics);
      run(
          topics,
          topics.spec(
              "source.format=cloudevents",
              "event={delete: /data/gone}",
              "outputs.verdicts.all=true"));

      List<ConsumerRecord<String, String>> applied = topics.left("applied");
      assertThat(applied)
          .extracting(each -> header(each, "lockstep-version"))
          .containsExactly("1", "2", "3");
      assertThat(applied).allMatch(each -> each.key().equals("order/7"));
      assertThat(applied.get(1).value()).contains("\"data\":{\"price\":12.50}");
      assertThat(names(applied.get(1)))
          .contains("traceparent", "ce_traceparent", "lockstep-origin")
          .noneMatch(name -> name.equals("content-type") || name.equals("ce_id"));
      List<ConsumerRecord<String, String>> states = topics.left("state");
      assertThat(states).hasSize(3).noneMatch(each -> names(each).contains("ce_specversion"));
      assertThat(states.get(2).value()).as("the last one ends its entity").isNull();

      assertThat(topics.left("verdicts"))
          .extracting(ConsumerRecord::value)
          .satisfiesExactlyInAnyOrder(
              one -> assertThat(one).contains("\"APPLIED\"", "\"version\":1"),
              two -> assertThat(two).contains("\"APPLIED\"", "\"version\":2"),
              three -> assertThat(three).contains("\"APPLIED\"", "\"version\":3"),
              seen -> assertThat(seen).contains("\"PASSED\"", "\"id\":null"),
              again -> assertThat(again).contains("\"DUPLICATE\"", "\"version\":2"),
              anonymous -> assertThat(anonymous).contains("\"MALFORMED\""));
      assertThat(topics.left("dead-letters"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(names(letter)).doesNotContain("ce_specversion", "content-type");
                assertThat(letter.value()).contains("\"ce_specversion\"", "ce_id is missing");
              });
      analyticsEventIsTheCloudEventThatItWas(topics.left("analytics"));
      assertThat(topics.left("incidents")).isEmpty();
    }
  }

  private static void send(Topics topics) {
    Map<Encoding, Producer<String, CloudEvent>> producers = new EnumMap<>(Encoding.class);
    producers.put(Encoding.BINARY, producer(topics, Encoding.BINARY));
    producers.put(Encoding.STRUCTURED, producer(topics, Encoding.STRUCTURED));
    send(topics, producers.get(Encoding.STRUCTURED), event("Ended", "3", "{\"gone\":true}"));
    send(topics, producers.get(Encoding.BINARY), event("Priced", "2", "{\"price\":12.50}"));
    send(topics, producers.get(Encoding.STRUCTURED), event("Priced", "2", "{ \"price\": 12.5 }"));
    send(topics, producers.get(Encoding.BINARY), event("Seen", "99", "{\"page\":1}"));
    send(topics, producers.get(Encoding.STRUCTURED), event("Opened", "1", "{\"price\":1}"));
    producers.values().forEach(Producer::close);
    try (Producer<String, String> producer = topics.producer()) {
      ProducerRecord<String, String> anonymous =
          new ProducerRecord<>("clouds", 0, "key", "{\"price\":1}");
      anonymous.headers().add("ce_specversion", "1.0".getBytes(UTF_8));
      anonymous.headers().add("content-type", "application/json".getBytes(UTF_8));
      producer.send(anonymous);
    }
  }

  private static void send(Topics topics, Producer<String, CloudEvent> producer, CloudEvent event) {
    ProducerRecord<String, CloudEvent> message =
        new ProducerRecord<>(topics.name(), 0, "own key", event);
    message.headers().add("traceparent", "00-a-b-01".getBytes(UTF_8));
    producer.send(message);
    producer.flush();
  }

  private static Producer<String, CloudEvent> producer(Topics topics, Encoding encoding) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("bootstrap.servers", topics.kafka().bootstrapServers());
    settings.put(CloudEventSerializer.ENCODING_CONFIG, encoding);
    if (encoding == Encoding.STRUCTURED) {
      settings.put(CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE);
    }
    CloudEventSerializer values = new CloudEventSerializer();
    values.configure(settings, false);
    return new KafkaProducer<>(settings, new StringSerializer(), values);
  }

  private static CloudEvent event(String type, String sequence, String data) {
    return CloudEventBuilder.v1()
        .withId(type + "-" + sequence)
        .withSource(URI.create("/shop"))
        .withType(type)
        .withSubject("order/7")
        .withTime(OffsetDateTime.parse("2026-03-02T08:00:00+01:00"))
        .withExtension("sequence", sequence)
        .withExtension("traceparent", "00-c-d-01")
        .withData("application/json", data.getBytes(UTF_8))
        .build();
  }

  private void run(Topics topics, JobSpec spec) throws Exception {
    KafkaRun run = new KafkaRun(spec, 2, List.of(), state);
    JobClient job = run.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                topics.committed("applied").size() == 3
                    && topics.committed("verdicts").size() == 6
                    && topics.committed("analytics").size() == 1);
    run.stop(job);
  }

  private static void analyticsEventIsTheCloudEventThatItWas(
      List<ConsumerRecord<String, String>> analytics) {
    assertThat(analytics).hasSize(1);
    ConsumerRecord<String, String> seen = analytics.get(0);
    try (CloudEventDeserializer sdk = new CloudEventDeserializer()) {
      CloudEvent read =
          sdk.deserialize(
              "any", new RecordHeaders(seen.headers().toArray()), seen.value().getBytes(UTF_8));
      assertThat(read).isEqualTo(event("Seen", "99", "{\"page\":1}"));
    }
  }

  private static List<String> names(ConsumerRecord<?, ?> message) {
    return List.of(message.headers().toArray()).stream().map(each -> each.key()).toList();
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
