package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a sound record. */
final class JsonDecoderTest {
  private static final Decoding USUAL = Decoding.usual();

  /** A complete event around the given fields. */
  private static String with(String fields) {
    return "{\"type\":\"Paid\",\"time\":5,\"data\":{\"a\":1}," + fields + "}";
  }

  private static Version version(Decoding decoding, String version) {
    return decoding.event(with("\"entity\":\"e\",\"id\":\"i\",\"version\":" + version)).version();
  }

  @Test
  void everyFieldIsReadAndTheRawRecordIsCarried() {
    String json =
        "{\"entity\":\"e1\",\"id\":\"i1\",\"type\":\"Paid\",\"version\":7,\"time\":1700000000123,"
            + "\"deleted\":false,\"data\":{\"amount\":12.10}}";
    Raw raw = Decoding.raw(json);

    assertThat(USUAL.decoder().decode(raw, 1))
        .isEqualTo(
            new Event(
                "e1",
                "i1",
                "orders",
                "Paid",
                new Version.Single(7),
                1_700_000_000_123L,
                List.of(),
                false,
                USUAL.content(json),
                Bytes.utf8("{\"amount\":12.10}"),
                raw));
  }

  @Test
  void oneDecoderForgetsEachRecordBeforeTheNext() {
    JsonDecoder decoder = USUAL.decoder();
    Raw full = Decoding.raw(with("\"entity\":\"e\",\"id\":\"i\",\"version\":1,\"deleted\":true"));
    Raw bare = Decoding.raw(with("\"entity\":\"f\",\"version\":2"));

    assertThat(decoder.decode(full, 0)).isEqualTo(USUAL.event(full.value().utf8()));
    assertThat(decoder.decode(bare, 0)).isEqualTo(USUAL.event(bare.value().utf8()));
    assertThat(decoder.decode(full, 0)).isEqualTo(USUAL.event(full.value().utf8()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": [1, {\"y\": null}]}",
        "[1, 2 , {}]",
        "\"a \\\"quoted\\\" \\u00e9 text\"",
        "\"\"",
        "12.10",
        "0",
        "-1e5",
        "9007199254740993",
        "true",
        "false",
        "{}",
        "[]",
        "{\n  \"pretty\" : \"é ✓ 𝄞\"\n}"
      })
  void dataAreTheBytesAsTheyAreWritten(String data) {
    for (String space : List.of("", " ", "\n\t ")) {
      String json =
          "{\"entity\":\"é\",\"version\":1,\"type\":\"T\",\"time\":0,\"data\":"
              + space
              + data
              + space
              + ",\"é\":2}";
      Event event = USUAL.event(json);
      assertThat(event.data()).isEqualTo(Bytes.utf8(data));
      assertThat(event.raw().value().contains(event.data())).isTrue();

      Decoding whole = USUAL.data(null).constant("x").type(null).unversioned().time(null);
      Decoding bare = whole.by(OrderBy.ARRIVAL).id("");
      if (data.startsWith("\"a") || data.equals("0")) {
        assertThat(bare.event(space + data + space).data()).isEqualTo(Bytes.utf8(data));
      }
    }
  }

  @Test
  void aSliceOfALargerArrayIsReadByItself() {
    byte[] array =
        ("garbage" + with("\"entity\":\"e\",\"version\":1") + "}}")
            .getBytes(StandardCharsets.UTF_8);
    Bytes slice = Bytes.of(array, 7, array.length - 9);

    Event event = (Event) USUAL.decoder().decode(Decoding.raw(slice), 0);
    assertThat(event.entity()).isEqualTo("e");
    assertThat(event.data()).isEqualTo(Bytes.utf8("{\"a\":1}"));
  }

  @Test
  void pointersReachIntoObjectsArraysAndEscapedNames() {
    Decoding deep =
        USUAL.entity("/a/0/b").id("/x~1y").version("/m~0n/2").type("/a/1").data("/a/0/c/d");
    Event event =
        deep.event(
            "{\"time\":1,\"a\":[{\"c\":{\"d\":[true]},\"b\":\"e\"},\"T\",{\"b\":\"no\"}],"
                + "\"x/y\":\"i\",\"m~n\":[0,1,9]}");

    assertThat(event.entity()).isEqualTo("e");
    assertThat(event.id()).isEqualTo("i");
    assertThat(event.type()).isEqualTo("T");
    assertThat(event.version()).isEqualTo(new Version.Single(9));
    assertThat(event.data()).isEqualTo(Bytes.utf8("[true]"));
  }

  @Test
  void anIndexIsAlsoANameAndNamesMayBeEscapedInTheDocument() {
    Decoding byIndex = USUAL.entity("/a/0");
    assertThat(byIndex.event(with("\"version\":1,\"a\":{\"0\":\"e\"}")).entity()).isEqualTo("e");
    assertThat(USUAL.event(with("\"version\":1,\"\\u0065ntity\":\"e\"")).entity()).isEqualTo("e");
  }

  @Test
  void onePointerMayServeTwoFieldsAndPointersMayLieInTheData() {
    Decoding shared = USUAL.entity("/id").id("/id").version("/data/v");
    Event event =
        shared.event("{\"id\":\"same\",\"type\":\"T\",\"time\":1,\"data\":{\"v\":4,\"w\":[]}}");

    assertThat(event.entity()).isEqualTo("same");
    assertThat(event.id()).isEqualTo("same");
    assertThat(event.version()).isEqualTo(new Version.Single(4));
    assertThat(event.data()).isEqualTo(Bytes.utf8("{\"v\":4,\"w\":[]}"));
  }

  @Test
  void theEntityOfSeveralPartsIsJoinedSoThatNoTwoMixUp() {
    Decoding parts = USUAL.entity("/p", "/q");
    String head = "\"version\":1,";

    assertThat(parts.event(with(head + "\"p\":\"a/b\",\"q\":\"c\"")).entity()).isEqualTo("a~1b/c");
    assertThat(parts.event(with(head + "\"p\":\"a\",\"q\":\"b/c\"")).entity()).isEqualTo("a/b~1c");
    assertThat(parts.event(with(head + "\"p\":\"a~1b\",\"q\":7")).entity()).isEqualTo("a~01b/7");
    assertThat(USUAL.event(with(head + "\"entity\":\"a/b~\"")).entity()).isEqualTo("a/b~");
    assertThat(USUAL.constant("ledger").event(with("\"version\":1")).entity()).isEqualTo("ledger");
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "12.0, 12",
    "12.50, 12.5",
    "1e2, 100",
    "-0, 0",
    "0.0, 0",
    "-7, -7",
    "9007199254740993, 9007199254740993",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "1E-3, 0.001"
  })
  void numbersAsEntityAndIdAreTheirPlainText(String number, String text) {
    Event event = USUAL.event(with("\"version\":1,\"entity\":" + number + ",\"id\":" + number));
    assertThat(event.entity()).isEqualTo(text);
    assertThat(event.id()).isEqualTo(text);
  }

  @Test
  void aMissingIdIsTheVersionAndAMissingSourceTheTopic() {
    Decoding decoding = USUAL.source("/from");
    assertThat(decoding.event(with("\"entity\":\"e\",\"version\":8")).id()).isEqualTo("8");
    assertThat(decoding.event(with("\"entity\":\"e\",\"version\":8,\"id\":null")).id())
        .isEqualTo("8");
    assertThat(decoding.id(null).event(with("\"entity\":\"e\",\"version\":8")).id()).isEqualTo("8");
    assertThat(decoding.event(with("\"entity\":\"e\",\"version\":8")).source()).isEqualTo("orders");
    assertThat(decoding.event(with("\"entity\":\"e\",\"version\":8,\"from\":\"shop\"")).source())
        .isEqualTo("shop");
  }

  @Test
  void withoutATypePointerAllAreEvents() {
    assertThat(USUAL.type(null).event(with("\"entity\":\"e\",\"version\":1")).type())
        .isEqualTo("event");
  }

  @Test
  void aVersionIsAnIntegerHoweverItIsWritten() {
    for (String seven : List.of("7", "7.0", "0.7e1", "70E-1", "\"7\"", "\"007\"")) {
      assertThat(version(USUAL, seven)).isEqualTo(new Version.Single(7));
    }
    assertThat(version(USUAL, "9223372036854775807")).isEqualTo(new Version.Single(Long.MAX_VALUE));
    assertThat(version(USUAL, "0")).isEqualTo(new Version.Single(0));
    assertThat(version(USUAL, "-0")).isEqualTo(new Version.Single(0));
  }

  @Test
  void aPairOfPointersIsAPair() {
    Decoding pairs = USUAL.version("/v/0", "/v/1").id(null);
    Event event = pairs.event(with("\"entity\":\"e\",\"v\":[2,\"30\"]"));
    assertThat(event.version()).isEqualTo(new Version.Pair(2, 30));
    assertThat(event.id()).isEqualTo("2.30");
  }

  @Test
  void aVersionThatTheSpecCallsATextIsOneWhateverItHolds() {
    Decoding texts = USUAL.by(OrderBy.LATEST).textVersion("/version");
    for (String text : List.of("12", "012", "0/16B374D8", "-1", "9223372036854775808", "é")) {
      assertThat(version(texts, "\"" + text + "\"")).isEqualTo(new Version.Text(text));
    }
    assertThat(texts.undecodable(with("\"entity\":\"e\",\"version\":12")).flaw())
        .isEqualTo(Flaw.FIELD_WRONG);
  }

  @Test
  void underLatestAVersionThatIsNoIntegerIsWrong() {
    Decoding latest = USUAL.by(OrderBy.LATEST);
    assertThat(version(latest, "\"12\"")).isEqualTo(new Version.Single(12));
    assertThat(latest.undecodable(with("\"entity\":\"e\",\"version\":\"0/16B374D8\"")).flaw())
        .isEqualTo(Flaw.FIELD_WRONG);
  }

  @Test
  void modesWithoutVersionsReadNone() {
    Decoding arrival = USUAL.by(OrderBy.ARRIVAL);
    assertThat(version(arrival, "\"never read\"")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000123, 1700000000123",
    "-5, -5",
    "1.7e12, 1700000000000",
    "\"2023-11-14T22:13:20Z\", 1700000000000",
    "\"2023-11-14T22:13:20.1Z\", 1700000000100",
    "\"2023-11-14T22:13:20.123999999Z\", 1700000000123",
    "\"2023-11-14 22:13:20.12z\", 1700000000120",
    "\"2023-11-15T00:13:20+02:00\", 1700000000000",
    "\"2023-11-14T17:43:20-0430\", 1700000000000",
    "\"2023-11-15t00:13:20+02\", 1700000000000",
    "\"2023-11-14T22:13Z\", 1699999980000",
    "\"1969-12-31T23:59:59.999Z\", -1",
    "\"2024-02-29T00:00:00Z\", 1709164800000",
    "\"0001-01-01T00:00:00Z\", -62135596800000",
    "\"9999-12-31T23:59:59.999Z\", 253402300799999"
  })
  void aTimeIsEpochMillisecondsOrIso8601(String time, long millis) {
    String json =
        "{\"entity\":\"e\",\"version\":1,\"type\":\"T\",\"data\":1,\"time\":" + time + "}";
    assertThat(USUAL.event(json).timeMillis()).isEqualTo(millis);
  }

  @Test
  void withoutATimePointerTheRecordsTimeCounts() {
    assertThat(USUAL.time(null).event(with("\"entity\":\"e\",\"version\":1")).timeMillis())
        .isEqualTo(Decoding.RECORD_TIME);
  }

  @Test
  void ranksAreReadByTimeOnly() {
    Decoding ranked = USUAL.ranks("/r", "/s");
    String json = with("\"entity\":\"e\",\"id\":\"i\",\"version\":1,\"r\":-3,\"s\":\"9\"");
    assertThat(ranked.by(OrderBy.TIME).event(json).ranks()).containsExactly(-3L, 9L);
    assertThat(ranked.event(json).ranks()).isEmpty();
  }

  @Test
  void aDeleteIsABooleanAndNeedsNoData() {
    String head = "{\"entity\":\"e\",\"version\":1,\"type\":\"T\",\"time\":0,";
    Event bare = USUAL.event(head + "\"deleted\":true}");
    assertThat(bare.delete()).isTrue();
    assertThat(bare.data()).isEqualTo(Bytes.EMPTY);
    assertThat(USUAL.event(head + "\"deleted\":true,\"data\":null}"))
        .extracting(Event::data)
        .isEqualTo(Bytes.EMPTY);
    assertThat(USUAL.event(head + "\"deleted\":true,\"data\":[1]}").data())
        .isEqualTo(Bytes.utf8("[1]"));
    for (String alive : List.of("", "\"deleted\":null,", "\"deleted\":false,")) {
      assertThat(USUAL.event(head + alive + "\"data\":0}").delete()).isFalse();
    }
  }

  @Test
  void aByteOrderMarkIsPassedOverAndKept() {
    Bytes value = Bytes.utf8("\uFEFF" + with("\"entity\":\"e\",\"version\":1"));
    Event event = (Event) USUAL.decoder().decode(Decoding.raw(value), 0);
    assertThat(event.data()).isEqualTo(Bytes.utf8("{\"a\":1}"));
    assertThat(event.raw().value()).isEqualTo(value);
  }

  @Test
  void analyticsNeedNothingButTheirType() {
    Raw raw = Decoding.raw("{\"type\":\"Seen\"}");
    assertThat(USUAL.decoder().decode(raw, 0)).isEqualTo(new AnalyticsEvent("Seen", null, raw));
    assertThat(USUAL.analytics("{\"type\":\"Seen\",\"version\":-1,\"entity\":[]}").marker())
        .isNull();
  }

  @Test
  void aNumberedAnalyticsEventMarksItsPlace() {
    String json = "{\"type\":\"Seen\",\"entity\":\"e\",\"version\":4,\"id\":\"i\",\"time\":9}";
    String anonymous = "{\"type\":\"Seen\",\"entity\":\"e\",\"version\":4,\"time\":\"soon\"}";
    Version four = new Version.Single(4);
    long content = ContentHash.of("Seen", false, ContentHash.NOTHING);

    assertThat(USUAL.analytics(json).marker())
        .isEqualTo(
            new PlaceMarker(
                "e", four, Identity.of(four, "orders", "i", content, 9), Decoding.ORIGIN));
    assertThat(USUAL.analytics(anonymous).marker().identity())
        .isEqualTo(Identity.of(four, "orders", "4", content, Long.MIN_VALUE));
    assertThat(USUAL.time(null).analytics(anonymous).marker().identity().timeMillis())
        .isEqualTo(Decoding.RECORD_TIME);
    for (OrderBy other : List.of(OrderBy.LATEST, OrderBy.TIME, OrderBy.ARRIVAL)) {
      assertThat(USUAL.by(other).analytics(json).marker()).isNull();
    }
  }

  @Test
  void aPointerThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> USUAL.entity("orderId").decoder())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orderId");
  }
}
