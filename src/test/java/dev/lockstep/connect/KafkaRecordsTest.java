package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {
  private static final long NOW = 1_000;
  private static final Raw RAW =
      new Raw(
          Bytes.utf8("{}"),
          Bytes.utf8("key"),
          List.of(new Header("traceparent", Bytes.utf8("00-a")), new Header("empty", null)),
          new Origin("in", 3, 9));

  @Test
  void aTimeBefore1970IsNotGivenToABrokerThatWouldRefuseIt() {
    assertThat(KafkaRecords.state("out", change(-1), NOW).timestamp()).isNull();
  }

  @Test
  void aTimeAheadOfTheClockIsNotGivenToABrokerThatWouldRefuseIt() {
    assertThat(KafkaRecords.state("out", change(NOW + 5_000_000), NOW).timestamp()).isEqualTo(NOW);
    assertThat(KafkaRecords.state("out", change(7), NOW).timestamp()).isEqualTo(7);
  }

  @Test
  void headersOfAnEarlierLockstepJobAreReplacedAndOthersKept() {
    List<Header> headers =
        List.of(new Header("lockstep-sequence", Bytes.utf8("99")), RAW.headers().get(1));
    Raw raw = new Raw(RAW.value(), RAW.key(), headers, RAW.origin());
    ProducerRecord<byte[], byte[]> applied =
        KafkaRecords.applied("out", change(raw, 1), AppliedValue.LINE);
    assertThat(applied.headers().headers("lockstep-sequence"))
        .singleElement()
        .satisfies(header -> assertThat(header.value()).asString().isEqualTo("4"));
    assertThat(applied.headers().lastHeader("empty").value()).isNull();
  }

  @Test
  void headersAboutTheValueGoOnlyWhereTheValueGoesUnchanged() {
    List<String> names =
        List.of("Content-Type", "ce_specversion", "ce_id", "ce_traceparent", "ceiling", "tenant");
    Raw raw =
        new Raw(
            RAW.value(),
            RAW.key(),
            names.stream().map(name -> new Header(name, Bytes.utf8("x"))).toList(),
            RAW.origin());
    DeadLetter letter =
        DeadLetter.of(new Undecodable(Flaw.UNREADABLE, "not JSON", null, null, raw), 5);

    assertThat(foreign(KafkaRecords.applied("out", change(raw, 1), AppliedValue.LINE)))
        .containsExactly("ce_traceparent", "ceiling", "tenant");
    assertThat(foreign(KafkaRecords.state("out", change(raw, 1), NOW)))
        .containsExactly("ce_traceparent", "ceiling", "tenant");
    assertThat(foreign(DeadLetterRecord.of("out", letter, 1 << 20)))
        .containsExactly("ce_traceparent", "ceiling", "tenant");
    assertThat(DeadLetterRecord.of("out", letter, 1 << 20).value())
        .as("a dead letter holds them all, to be fed in again")
        .asString()
        .contains(names);
    assertThat(foreign(KafkaRecords.applied("out", change(raw, 1), AppliedValue.RECORD)))
        .isEqualTo(names);
    AnalyticsEvent seen = new AnalyticsEvent("Seen", null, raw);
    assertThat(foreign(KafkaRecords.analytics("out", seen, 5L, NOW))).isEqualTo(names);
  }

  /** A later job would count the laps of a replay into this one as its own. */
  @Test
  void whatLockstepWroteIntoTheInputIsNotPassedOn() {
    List<Header> headers =
        Stream.of(
                "lockstep-laps", "lockstep-replayed-from", "lockstep-sequence", "lockstep-verdict")
            .map(name -> new Header(name, Bytes.utf8("77")))
            .toList();
    Raw raw = new Raw(RAW.value(), RAW.key(), headers, RAW.origin());
    Raw bare = new Raw(RAW.value(), RAW.key(), List.of(), RAW.origin());
    for (AppliedValue value : AppliedValue.values()) {
      assertThat(texts(KafkaRecords.applied("out", change(raw, 1), value)))
          .isEqualTo(texts(KafkaRecords.applied("out", change(bare, 1), value)));
    }
    assertThat(texts(KafkaRecords.state("out", change(raw, 1), NOW)))
        .isEqualTo(texts(KafkaRecords.state("out", change(bare, 1), NOW)));
    AnalyticsEvent seen = new AnalyticsEvent("Seen", null, raw);
    assertThat(texts(KafkaRecords.analytics("out", seen, 5L, NOW))).isEmpty();
    DeadLetter letter =
        DeadLetter.of(new Undecodable(Flaw.UNREADABLE, "not JSON", null, null, raw), 5);
    assertThat(texts(DeadLetterRecord.of("out", letter, 1 << 20)))
        .containsExactly(
            "lockstep-verdict=MALFORMED",
            "lockstep-reason=UNREADABLE",
            "lockstep-origin=" + RAW.origin());
  }

  @Test
  void theReceiptIsWrittenAsTexts() {
    assertThat(texts(KafkaRecords.applied("out", change(-62_135_596_800_000L), AppliedValue.LINE)))
        .containsExactly(
            "traceparent=00-a",
            "empty=null",
            "lockstep-entity=e",
            "lockstep-version=4",
            "lockstep-sequence=4",
            "lockstep-previous-version=3",
            "lockstep-chain=000000000000004d",
            "lockstep-time=-62135596800000",
            "lockstep-origin=in/3@9");
    Raw odd = new Raw(RAW.value(), RAW.key(), List.of(), new Origin("né/✓.jsonl", 0, 1L << 60));
    Change pair =
        new Change(
            event(odd, new Version.Pair(2, 30), 0), new Receipt(1, null, -1), Bytes.utf8("{}"));
    assertThat(texts(KafkaRecords.state("out", pair, NOW)))
        .containsExactly(
            "lockstep-entity=e",
            "lockstep-version=2.30",
            "lockstep-sequence=1",
            "lockstep-chain=ffffffffffffffff",
            "lockstep-time=0",
            "lockstep-origin=" + odd.origin());
  }

  @Test
  void anAppliedEventThatGoesOnAsItCameIsThatRecordUnderItsEntityWithAReceipt() {
    Bytes value = Bytes.utf8("[ {\"a\" : 1} ]").slice(1, 10);
    Raw raw = new Raw(value, RAW.key(), RAW.headers(), RAW.origin());
    var message = KafkaRecords.applied("out", change(raw, 1), AppliedValue.RECORD);
    assertThat(message.value()).asString().isEqualTo(" {\"a\" : 1}");
    assertThat(message.key()).asString().isEqualTo("e");
    assertThat(message.timestamp()).isNull();
    assertThat(texts(message))
        .isEqualTo(texts(KafkaRecords.applied("out", change(raw, 1), AppliedValue.LINE)));
    Raw tombstone = new Raw(null, RAW.key(), RAW.headers(), RAW.origin());
    assertThat(KafkaRecords.applied("out", change(tombstone, 1), AppliedValue.RECORD).value())
        .isNull();
  }

  private static List<String> texts(ProducerRecord<?, ?> message) {
    return Stream.of(message.headers().toArray())
        .map(
            each ->
                each.key() + "=" + (each.value() == null ? null : new String(each.value(), UTF_8)))
        .toList();
  }

  @Test
  void aSliceOfALargerArrayIsWrittenAlone() {
    Bytes value = Bytes.utf8("[{\"a\":1}]").slice(1, 7);
    Raw raw = new Raw(value, Bytes.utf8("xkey").slice(1, 3), RAW.headers(), RAW.origin());
    var message = KafkaRecords.analytics("out", new AnalyticsEvent("Seen", null, raw), 5L, NOW);
    assertThat(message.value()).asString().isEqualTo("{\"a\":1}");
    assertThat(message.key()).asString().isEqualTo("key");
  }

  private static List<String> foreign(ProducerRecord<?, ?> message) {
    return Stream.of(message.headers().toArray())
        .map(org.apache.kafka.common.header.Header::key)
        .filter(name -> !name.startsWith("lockstep-"))
        .toList();
  }

  @Test
  void anAnalyticsEventWithoutKeyStaysWithoutKey() {
    Raw keyless = new Raw(RAW.value(), null, RAW.headers(), RAW.origin());
    AnalyticsEvent event = new AnalyticsEvent("Seen", null, keyless);
    assertThat(KafkaRecords.analytics("out", event, 5L, NOW).key()).isNull();
  }

  @Test
  void aDeadLetterOfNoKnownEntityKeepsItsOwnKey() {
    DeadLetter letter =
        DeadLetter.of(new Undecodable(Flaw.UNREADABLE, "not JSON", null, null, RAW), 5);
    ProducerRecord<byte[], byte[]> record = DeadLetterRecord.of("out", letter, 1 << 20);
    assertThat(record.key()).asString().isEqualTo("key");
    assertThat(record.headers().lastHeader("lockstep-verdict").value())
        .asString()
        .isEqualTo("MALFORMED");
    assertThat(record.headers().lastHeader("traceparent").value()).asString().isEqualTo("00-a");
    assertThat(record.timestamp()).as("of a clock that nobody believes").isNull();
  }

  private static Change change(long timeMillis) {
    return change(RAW, timeMillis);
  }

  private static Change change(Raw raw, long timeMillis) {
    Event event = event(raw, new Version.Single(4), timeMillis);
    return new Change(event, new Receipt(4, new Version.Single(3), 77), Bytes.utf8("{}"));
  }

  private static Event event(Raw raw, Version version, long timeMillis) {
    return new Event(
        "e",
        "id",
        "source",
        "Changed",
        version,
        timeMillis,
        List.of(),
        false,
        1,
        Bytes.utf8("{}"),
        raw);
  }
}
