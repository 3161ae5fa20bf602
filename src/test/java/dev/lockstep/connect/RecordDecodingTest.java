package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.EventFields;
import dev.lockstep.codec.EventFields.Format;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.ReadLimits;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.state.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Kafka records become events, with what stands in their headers and keys. */
final class RecordDecodingTest {
  private static final Map<String, String> CLOUD_EVENT =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "a",
          "ce_source", "/till",
          "ce_type", "Paid",
          "ce_sequence", "4");

  private static RecordDecoding decoding(Format format) throws Exception {
    EventFields fields =
        new EventFields(
            format,
            new Pointers(List.of("key")),
            "/id",
            "/source",
            "/type",
            new Single(format == Format.JSON ? "header:number" : "/sequence"),
            format == Format.JSON ? null : "/time",
            List.of(),
            null,
            "/data",
            OrderBy.VERSION,
            Set.of(),
            ReadLimits.DEFAULT);
    RecordDecoding decoding = new RecordDecoding(fields, Layout.DECODED.typeInformation());
    decoding.open(null);
    return decoding;
  }

  private static Decoded decoded(Format format, Map<String, String> headers, String value)
      throws Exception {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>("orders", 3, 42, "order-7".getBytes(UTF_8), value.getBytes(UTF_8));
    headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
    List<Decoded> out = new ArrayList<>();
    decoding(format).deserialize(message, new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  @Test
  void aCloudEventInBinaryModeIsReadFromHeadersAndValue() throws Exception {
    Event event = (Event) decoded(Format.CLOUD_EVENTS, CLOUD_EVENT, "{\"a\":1}");

    assertThat(event.entity()).isEqualTo("order-7");
    assertThat(event.id()).isEqualTo("a");
    assertThat(event.source()).isEqualTo("/till");
    assertThat(event.version()).isEqualTo(new Version.Single(4));
    assertThat(event.data()).isEqualTo(Bytes.utf8("{\"a\":1}"));
    assertThat(event.raw().headers()).hasSize(CLOUD_EVENT.size());
    assertThat(event.raw().origin()).isEqualTo(new Origin("orders", 3, 42));
  }

  @Test
  void aJsonEventMayHaveItsEntityInTheKeyAndItsVersionInAHeader() throws Exception {
    String value = "{\"id\":\"a\",\"type\":\"Paid\",\"data\":1}";
    Event event = (Event) decoded(Format.JSON, Map.of("number", "4"), value);

    assertThat(event.entity()).isEqualTo("order-7");
    assertThat(event.source()).isEqualTo("orders");
    assertThat(event.version()).isEqualTo(new Version.Single(4));
    assertThat(decoded(Format.JSON, Map.of(), value)).isInstanceOf(Undecodable.class);
  }

  @Test
  void eventsOfOneTopicShareItsNameThoughEachBatchNamesItAnew() throws Exception {
    RecordDecoding decoding = decoding(Format.JSON);
    List<Decoded> out = new ArrayList<>();
    for (String topic : List.of("orders", "returns", "orders", "returns")) {
      String named = String.valueOf(topic.toCharArray());
      decoding.deserialize(
          new ConsumerRecord<>(named, 0, 1, null, "{}".getBytes(UTF_8)), new ListCollector<>(out));
    }
    List<String> topics = out.stream().map(each -> each.raw().origin().topic()).toList();
    assertThat(topics).containsExactly("orders", "returns", "orders", "returns");
    assertThat(topics.get(2)).isSameAs(topics.get(0));
    assertThat(topics.get(3)).isSameAs(topics.get(1));
  }

  @Test
  void keyValueAndHeadersAreCarriedInTheirOrder() {
    ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>("orders", 3, 42, null, null);
    Origin origin = new Origin("orders", 3, 42);
    assertThat(RecordDecoding.raw(bare)).isEqualTo(new Raw(null, null, List.of(), origin));

    bare.headers().add("b", "1".getBytes(UTF_8)).add("a", null).add("b", new byte[0]);
    List<Header> headers =
        List.of(
            new Header("b", Bytes.utf8("1")), new Header("a", null), new Header("b", Bytes.EMPTY));
    assertThat(RecordDecoding.raw(bare)).isEqualTo(new Raw(null, null, headers, origin));
  }
}
