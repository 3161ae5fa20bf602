package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents of both modes, and what is none. */
final class CloudEventDecoderTest {
  private static final EventFields USUAL = CloudEvents.fields();
  private static final long TIME = 1_522_949_460_500L;

  private static Event expected(Raw raw) {
    return new Event(
        "order-7",
        "A234-1234-1234",
        "/orders/north",
        "com.example.order.paid",
        new Version.Single(3),
        TIME,
        List.of(),
        false,
        Decoding.usual()
            .content(
                "{\"entity\":1,\"version\":1,\"time\":1,\"type\":\"com.example.order.paid\",\"data\":"
                    + CloudEvents.DATA
                    + "}"),
        Bytes.utf8(CloudEvents.DATA),
        raw);
  }

  private static void assertFlaw(Raw raw, Flaw flaw, String detail) {
    Undecodable undecodable = CloudEvents.undecodable(USUAL, raw);
    assertThat(undecodable.detail()).contains(detail).doesNotContain("the parser failed");
    assertThat(undecodable.detail()).hasSizeLessThan(300);
    assertThat(undecodable.flaw()).isEqualTo(flaw);
    assertThat(undecodable.raw()).isSameAs(raw);
  }

  @Test
  void anEventIsTheSameInBothModesAndItsDataAreSlicesOfTheValue() {
    Raw structured = CloudEvents.structured(CloudEvents.STRUCTURED);
    Raw binary = CloudEvents.binary();

    for (Raw raw : List.of(structured, binary)) {
      Event event = CloudEvents.event(USUAL, raw);
      assertThat(event).isEqualTo(expected(raw));
      assertThat(raw.value().contains(event.data())).isTrue();
      assertThat(event.raw()).isSameAs(raw);
    }
  }

  @Test
  void aValueWithoutHeadersIsReadAsStructured() {
    Raw line = Decoding.raw(CloudEvents.STRUCTURED);
    assertThat(CloudEvents.event(USUAL, line)).isEqualTo(expected(line));
    Raw other = CloudEvents.raw(CloudEvents.STRUCTURED, Map.of("content-type", "application/json"));
    assertThat(CloudEvents.event(USUAL, other)).isEqualTo(expected(other));
  }

  @Test
  void theContentTypeOfAnEventWinsOverAttributesInHeaders() {
    Map<String, String> both =
        Map.of("content-type", "Application/CloudEvents+JSON", "ce_id", "other");
    Raw raw = CloudEvents.raw(CloudEvents.STRUCTURED, both);
    assertThat(CloudEvents.event(USUAL, raw)).isEqualTo(expected(raw));
  }

  @Test
  void oneDecoderReadsModesInTurnAndForgetsTheRecordBefore() {
    Decoder decoder = Decoder.of(USUAL);
    Raw binary = CloudEvents.binary();
    Raw structured = CloudEvents.structured(CloudEvents.STRUCTURED);
    Raw bare = CloudEvents.binaryWithout("ce_subject");

    for (int i = 0; i < 2; i++) {
      assertThat(decoder.decode(binary, 0)).isEqualTo(expected(binary));
      assertThat(decoder.decode(bare, 0)).isInstanceOf(Undecodable.class);
      assertThat(decoder.decode(structured, 0)).isEqualTo(expected(structured));
    }
  }

  @Test
  void fieldsMayBeInTheDataAndContentIsTheSameInBothModes() {
    EventFields fields =
        CloudEvents.fields("/data/orderId", "/data/at", "/data/gone", "/data", OrderBy.VERSION);
    String data = "{\"orderId\":9,\"at\":5,\"gone\":true}";
    Raw binary = CloudEvents.raw(data, CloudEvents.HEADERS);
    Raw structured = CloudEvents.structured(CloudEvents.STRUCTURED.replace(CloudEvents.DATA, data));

    Event event = CloudEvents.event(fields, binary);
    Event same = CloudEvents.event(fields, structured);
    assertThat(event.entity()).isEqualTo("9").isEqualTo(same.entity());
    assertThat(event.timeMillis()).isEqualTo(5).isEqualTo(same.timeMillis());
    assertThat(event.delete()).isTrue().isEqualTo(same.delete());
    assertThat(event.data()).isEqualTo(Bytes.utf8(data)).isEqualTo(same.data());
    assertThat(event.contentHash()).isEqualTo(same.contentHash());
  }

  @Test
  void dataMayBeAPartOfTheData() {
    EventFields fields =
        CloudEvents.fields("/partitionkey", "/time", null, "/data/amount", OrderBy.VERSION);
    Event binary = CloudEvents.event(fields, CloudEvents.binary());
    Event structured = CloudEvents.event(fields, Decoding.raw(CloudEvents.STRUCTURED));

    assertThat(binary.entity()).isEqualTo("customer-1").isEqualTo(structured.entity());
    assertThat(binary.data()).isEqualTo(Bytes.utf8("12.50")).isEqualTo(structured.data());
    assertThat(binary.contentHash()).isEqualTo(structured.contentHash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void aDeleteNeedsNoData(String value) {
    EventFields fields =
        CloudEvents.fields("/subject", "/time", "/deleted", "/data", OrderBy.VERSION);
    Map<String, String> headers = new java.util.HashMap<>(CloudEvents.HEADERS);
    headers.put("ce_deleted", "true");
    Raw raw = CloudEvents.raw(value.isEmpty() ? "" : null, headers);

    Event event = CloudEvents.event(fields, raw);
    assertThat(event.delete()).isTrue();
    assertThat(event.data().length()).isZero();

    headers.put("ce_deleted", "false");
    Undecodable none =
        CloudEvents.undecodable(fields, CloudEvents.raw(value.isEmpty() ? "" : null, headers));
    assertThat(none.flaw()).isEqualTo(Flaw.FIELD_MISSING);
    assertThat(none.entity()).isEqualTo("order-7");

    String json = CloudEvents.STRUCTURED.replaceFirst("\"data\":.*", "\"deleted\":true}");
    Event same = CloudEvents.event(fields, CloudEvents.structured(json));
    assertThat(same.contentHash()).isEqualTo(event.contentHash());
  }

  @Test
  void aSequenceMayBeATextUnderLatest() {
    EventFields fields =
        new EventFields(
            EventFields.Format.CLOUD_EVENTS,
            new Pointers(List.of("/subject")),
            "/id",
            "/source",
            "/type",
            new Text("/sequence"),
            "/time",
            List.of(),
            null,
            "/data",
            OrderBy.LATEST,
            Set.of(),
            ReadLimits.DEFAULT);
    assertThat(CloudEvents.event(fields, CloudEvents.binaryWith("ce_sequence", "000a")).version())
        .isEqualTo(new Version.Text("000a"));
    assertFlaw(CloudEvents.binaryWith("ce_sequence", "000a"), Flaw.FIELD_WRONG, "ce_sequence");
  }

  @Test
  void anEventWithoutTimeHasTheRecordsUnlessItsOrderHangsOnIt() {
    Raw binary = CloudEvents.binaryWithout("ce_time");
    Raw structured = Decoding.raw(CloudEvents.STRUCTURED.replace("\"time\"", "\"other\""));
    for (Raw raw : List.of(binary, structured)) {
      assertThat(CloudEvents.event(USUAL, raw).timeMillis()).isEqualTo(Decoding.RECORD_TIME);
      Undecodable byTime = CloudEvents.undecodable(CloudEvents.fields(OrderBy.TIME), raw);
      assertThat(byTime.flaw()).isEqualTo(Flaw.FIELD_MISSING);
      assertThat(byTime.detail()).contains("time is missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type"})
  void whatIsNoCloudEventWithoutItIsMissed(String attribute) {
    assertFlaw(
        CloudEvents.binaryWithout("ce_" + attribute),
        Flaw.FIELD_MISSING,
        "header:ce_" + attribute + " is missing");
    assertFlaw(
        Decoding.raw(CloudEvents.STRUCTURED.replace("\"" + attribute + "\"", "\"x\"")),
        Flaw.FIELD_MISSING,
        "/" + attribute + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "specversion, 0.3, is not \"1.0\"",
    "specversion, '', is not a text of one character or more",
    "id, '', is not a text of one character or more",
    "source, '', is not a text of one character or more",
    "time, yesterday, is not a time in ISO 8601",
    "time, 1522949460500, is not a time in ISO 8601",
    "time, 2018-04-05T17:31:00, no offset",
    "sequence, -1, is not an integer from 0",
    "sequence, 3a, is not an integer from 0",
    "subject, '', is not a text of one character or more"
  })
  void whatAnAttributeCannotBeIsTold(String attribute, String value, String detail) {
    assertFlaw(CloudEvents.binaryWith("ce_" + attribute, value), Flaw.FIELD_WRONG, detail);
    String json =
        CloudEvents.STRUCTURED.replaceFirst(
            "\"" + attribute + "\":\"[^\"]*\"", "\"" + attribute + "\":\"" + value + "\"");
    assertFlaw(Decoding.raw(json), Flaw.FIELD_WRONG, detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/jsonp", "json", "a/b+xml"})
  void dataThatAreNotJsonAreRefused(String type) {
    Raw binary = CloudEvents.raw("<xml/>", CloudEvents.HEADERS);
    List<Header> headers = new ArrayList<>(binary.headers());
    headers.removeIf(header -> header.name().equals("content-type"));
    headers.add(new Header("content-type", Bytes.utf8(type)));
    assertFlaw(
        new Raw(binary.value(), null, headers, binary.origin()), Flaw.FIELD_WRONG, "is not JSON");
    assertFlaw(
        Decoding.raw(CloudEvents.STRUCTURED.replace("application/json", type)),
        Flaw.FIELD_WRONG,
        "is not JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/json", "application/vnd.a+json", "APPLICATION/JSON; charset=utf-8 "})
  void everyJsonIsRead(String type) {
    Raw raw = CloudEvents.binaryWith("content-type", type);
    assertThat(CloudEvents.event(USUAL, raw)).isEqualTo(expected(raw));
    Raw without = CloudEvents.binaryWithout("content-type");
    assertThat(CloudEvents.event(USUAL, without)).isEqualTo(expected(without));
  }

  @Test
  void bytesBatchesAndOtherFormsAreRefused() {
    assertFlaw(
        Decoding.raw(
            CloudEvents.STRUCTURED.replaceFirst("\"data\":.*", "\"data_base64\":\"e30=\"}")),
        Flaw.FIELD_WRONG,
        "only JSON data are read");
    for (String type :
        List.of("application/cloudevents-batch+json", "application/cloudevents+avro")) {
      assertFlaw(
          CloudEvents.raw("[]", Map.of("content-type", type)),
          Flaw.FIELD_WRONG,
          "\"" + type + "\" is not application/cloudevents+json");
    }
  }

  @Test
  void aRecordWithoutAValueIsNoStructuredEvent() {
    assertFlaw(
        CloudEvents.raw(null, Map.of("content-type", CloudEvents.STRUCTURED_TYPE)),
        Flaw.NO_VALUE,
        "no value");
    assertFlaw(CloudEvents.raw(null, Map.of()), Flaw.NO_VALUE, "no value");
  }

  @Test
  void anAttributeGivenTwiceOrNotInUtf8IsRefused() {
    Raw sound = CloudEvents.binary();
    List<Header> twice = new ArrayList<>(sound.headers());
    twice.add(new Header("ce_id", Bytes.utf8("A234-1234-1234")));
    assertFlaw(
        new Raw(sound.value(), null, twice, sound.origin()),
        Flaw.FIELD_WRONG,
        "header:ce_id is given twice");
    List<Header> broken = new ArrayList<>(CloudEvents.binaryWithout("ce_id").headers());
    broken.add(new Header("ce_id", Bytes.of(new byte[] {(byte) 0xC0, (byte) 0x80})));
    assertFlaw(
        new Raw(sound.value(), null, broken, sound.origin()),
        Flaw.FIELD_WRONG,
        "header:ce_id is not UTF-8");
    assertFlaw(
        CloudEvents.binaryWith("ce_id", "x".repeat(1_025)),
        Flaw.OVER_LIMIT,
        "header:ce_id: 1025 characters, at most 1024");
    assertFlaw(CloudEvents.binaryWith("ce_id", "x".repeat(5_000)), Flaw.OVER_LIMIT, "5000 bytes");
  }

  @Test
  void whatIsWrongWithTheDataIsToldAsForJson() {
    assertFlaw(CloudEvents.raw("{", CloudEvents.HEADERS), Flaw.UNREADABLE, "not JSON");
    assertFlaw(
        CloudEvents.raw("[".repeat(200), CloudEvents.HEADERS), Flaw.OVER_LIMIT, "nesting depth");
    Undecodable told = CloudEvents.undecodable(USUAL, CloudEvents.raw("{", CloudEvents.HEADERS));
    assertThat(told.entity()).isEqualTo("order-7");
    assertThat(told.id()).isEqualTo("A234-1234-1234");
  }

  @ParameterizedTest
  @EnumSource(OrderBy.class)
  void analyticsEventsNeedNoMoreThanACloudEventDoes(OrderBy by) {
    Map<String, String> least =
        Map.of("ce_specversion", "1.0", "ce_id", "i", "ce_source", "s", "ce_type", "Seen");
    for (String value : new String[] {null, "", "{}"}) {
      Raw raw = CloudEvents.raw(value, least);
      assertThat(CloudEvents.decode(CloudEvents.fields(by), raw))
          .isEqualTo(new AnalyticsEvent("Seen", null, raw));
    }
    Raw numbered = CloudEvents.binaryWith("ce_type", "Seen");
    AnalyticsEvent event = (AnalyticsEvent) CloudEvents.decode(CloudEvents.fields(by), numbered);
    assertThat(event.marker() != null).isEqualTo(by == OrderBy.VERSION);
  }
}
