package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of an event that are headers or the key of its record. */
final class RecordLabelTest {
  private static final Decoding LABELLED =
      Decoding.usual()
          .entity("header:tenant", "key")
          .id("header:id")
          .source("header:from")
          .type("header:type")
          .version("header:version")
          .time("header:time")
          .data(null);
  private static final List<Header> HEADERS =
      List.of(
          header("id", "i1"),
          header("traceparent", "00-ab"),
          header("from", "till-3"),
          header("type", "Paid"),
          header("version", "0012"),
          header("tenant", "é/1"),
          header("time", "2023-11-14T22:13:20Z"));

  private static Header header(String name, String value) {
    return new Header(name, Bytes.utf8(value));
  }

  private static Raw raw(String key, List<Header> headers) {
    return new Raw(
        Bytes.utf8("{\"a\":1}"), key == null ? null : Bytes.utf8(key), headers, Decoding.ORIGIN);
  }

  private static Raw with(String name, Header other) {
    return raw("k", HEADERS.stream().map(each -> each.name().equals(name) ? other : each).toList());
  }

  private static void assertFlaw(Decoding decoding, Raw raw, Flaw flaw, String detail) {
    Undecodable undecodable = (Undecodable) decoding.decoder().decode(raw, 0);
    assertThat(undecodable.detail()).isEqualTo(detail);
    assertThat(undecodable.flaw()).isEqualTo(flaw);
    assertThat(undecodable.raw()).isSameAs(raw);
  }

  @Test
  void everyFieldButTheDataMayBeBesideTheValue() {
    Raw raw = raw("order-7", HEADERS);
    Event event = (Event) LABELLED.decoder().decode(raw, 0);

    assertThat(event)
        .isEqualTo(
            new Event(
                "é~11/order-7",
                "i1",
                "till-3",
                "Paid",
                new Version.Single(12),
                1_700_000_000_000L,
                List.of(),
                false,
                event.contentHash(),
                Bytes.utf8("{\"a\":1}"),
                raw));
    Decoding inValue = Decoding.usual().data(null).constant("x").type("/t").unversioned();
    Decoding bare = inValue.time(null).by(OrderBy.ARRIVAL).id("header:id").type("header:type");
    assertThat(((Event) bare.decoder().decode(raw, 0)).contentHash())
        .isEqualTo(event.contentHash());
  }

  @Test
  void aDecoderForgetsTheHeadersOfTheRecordBefore() {
    JsonDecoder decoder = LABELLED.decoder();
    decoder.decode(raw("order-7", HEADERS), 0);
    Undecodable next = (Undecodable) decoder.decode(raw("order-7", List.of()), 0);

    assertThat(next.detail()).isEqualTo("header:type is missing");
    assertThat(next.entity()).isNull();
    assertThat(next.id()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "time, 1700000000123, 1700000000123",
    "time, -5, -5",
    "time, 2023-11-14T22:13:20+01:00, 1699996400000"
  })
  void timesMayBeWrittenAsNumbers(String name, String text, long millis) {
    Event event = (Event) LABELLED.decoder().decode(with(name, header(name, text)), 0);
    assertThat(event.timeMillis()).isEqualTo(millis);
  }

  @Test
  void whatIsMissingOrWrongIsTold() {
    assertFlaw(LABELLED, raw(null, HEADERS), Flaw.FIELD_MISSING, "key is missing");
    assertFlaw(
        LABELLED,
        with("version", new Header("version", null)),
        Flaw.FIELD_MISSING,
        "header:version is missing");
    assertFlaw(
        LABELLED,
        with("version", header("version", "1.5")),
        Flaw.FIELD_WRONG,
        "header:version: \"1.5\" is not an integer from 0 to 2^63 - 1");
    assertFlaw(
        LABELLED,
        with("type", header("type", "")),
        Flaw.FIELD_WRONG,
        "header:type: \"\" is not a text of one character or more");
    assertFlaw(
        LABELLED,
        with("tenant", new Header("tenant", Bytes.of(new byte[] {(byte) 0xFF}))),
        Flaw.FIELD_WRONG,
        "header:tenant is not UTF-8");
    assertFlaw(
        LABELLED, with("from", header("id", "i1")), Flaw.FIELD_WRONG, "header:id is given twice");
    assertFlaw(
        LABELLED,
        with("id", header("id", "é".repeat(1_025))),
        Flaw.OVER_LIMIT,
        "header:id: 1025 characters, at most 1024");
  }

  @Test
  void namesAreComparedExactlyAndOnlyWhatIsReadMatters() {
    assertFlaw(
        LABELLED,
        with("type", header("Type", "Paid")),
        Flaw.FIELD_MISSING,
        "header:type is missing");
    Decoding byKey = Decoding.usual().entity("key");
    Raw raw =
        new Raw(
            Bytes.utf8(
                "{\"key\":\"no\",\"id\":\"i\",\"type\":\"T\",\"version\":1,\"time\":1,\"data\":1}"),
            Bytes.utf8("yes"),
            List.of(header("key", "no"), header("x", "1"), header("x", "2")),
            Decoding.ORIGIN);
    assertThat(((Event) byKey.decoder().decode(raw, 0)).entity()).isEqualTo("yes");
  }
}
