package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.json.RandomJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What the CloudEvents SDK writes is read as the SDK reads it. */
final class CloudEventsSdkTest {
  private static final int EVENTS = 500;
  private static final ObjectMapper TREES = new ObjectMapper();

  private final Random random = new Random(20_260_102);

  private CloudEvent written(int i) {
    String data = new RandomJson(random).written(java.util.Arrays.asList(1L, random.nextInt()));
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId("é-" + i)
            .withSource(URI.create("https://example.com/orders?north=" + i))
            .withType("Paid")
            .withSubject("order/" + random.nextInt(9) + " ✓")
            .withExtension("sequence", Integer.toString(i))
            .withExtension("partitionkey", "customer")
            .withExtension("sampledrate", 3)
            .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
    return random.nextBoolean()
        ? event.build()
        : event
            .withTime(
                Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L))
                    .atOffset(ZoneOffset.ofHours(2)))
            .build();
  }

  private static Raw record(CloudEvent event, Encoding encoding) {
    Headers headers = new RecordHeaders();
    byte[] value;
    try (CloudEventSerializer serializer = new CloudEventSerializer()) {
      serializer.configure(
          encoding == Encoding.BINARY
              ? Map.of(CloudEventSerializer.ENCODING_CONFIG, encoding)
              : Map.of(
                  CloudEventSerializer.ENCODING_CONFIG,
                  encoding,
                  CloudEventSerializer.EVENT_FORMAT_CONFIG,
                  JsonFormat.CONTENT_TYPE),
          false);
      value = serializer.serialize("orders", headers, event);
    }
    List<Header> list = new ArrayList<>();
    headers.forEach(each -> list.add(new Header(each.key(), Bytes.of(each.value()))));
    return new Raw(Bytes.of(value), null, list, Decoding.ORIGIN);
  }

  private static CloudEvent readBySdk(Raw raw) {
    Headers headers = new RecordHeaders();
    raw.headers().forEach(each -> headers.add(each.name(), each.value().toByteArray()));
    return KafkaMessageFactory.createReader(headers, raw.value().toByteArray()).toEvent();
  }

  @Test
  void whatItWritesInEitherModeIsReadAlike() throws IOException {
    Decoder decoder = Decoder.of(CloudEvents.fields());
    for (int i = 0; i < EVENTS; i++) {
      CloudEvent event = written(i);
      Map<Encoding, Event> read = new EnumMap<>(Encoding.class);
      for (Encoding encoding : List.of(Encoding.BINARY, Encoding.STRUCTURED)) {
        Raw raw = record(event, encoding);
        Event ours = (Event) decoder.decode(raw, Decoding.RECORD_TIME);
        assertAlike(ours, readBySdk(raw));
        read.put(encoding, ours);
      }
      assertThat(read.get(Encoding.BINARY).contentHash())
          .isEqualTo(read.get(Encoding.STRUCTURED).contentHash());
    }
  }

  private static void assertAlike(Event ours, CloudEvent theirs) throws IOException {
    assertThat(ours.id()).isEqualTo(theirs.getId());
    assertThat(ours.source()).isEqualTo(theirs.getSource().toString());
    assertThat(ours.type()).isEqualTo(theirs.getType());
    assertThat(ours.entity()).isEqualTo(theirs.getSubject());
    assertThat(ours.version()).hasToString(String.valueOf(theirs.getExtension("sequence")));
    assertThat(ours.timeMillis())
        .isEqualTo(
            theirs.getTime() == null
                ? Decoding.RECORD_TIME
                : theirs.getTime().toInstant().toEpochMilli());
    assertThat(TREES.readTree(ours.data().toByteArray()))
        .isEqualTo(TREES.readTree(theirs.getData().toBytes()));
  }
}
