package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.json.RandomJson;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Moment;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written for each output. */
final class LinesTest {
  private static final Origin ORIGIN = new Origin("or\"ders", 3, 42);

  private static Event event(Version version, String data) {
    return event(version, data, false);
  }

  private static Event event(Version version, String data, boolean delete) {
    Bytes value = Bytes.utf8(data);
    Raw raw = new Raw(value, null, List.of(), ORIGIN);
    return new Event(
        "e", "i", "s", "Paid", version, 1_700_000_000_123L, List.of(), delete, 9, value, raw);
  }

  private static Change change(Version version, Version previous, String data, String state) {
    Receipt receipt = new Receipt(5, previous, 0x0123456789abcdefL);
    return new Change(event(version, data), receipt, Bytes.utf8(state));
  }

  @Test
  void aStateLineHoldsTheStateDigitByDigit() {
    Change change =
        change(new Version.Single(7), new Version.Single(6), "{}", "{\"a\":12.10,\"b\":1E400}");
    assertThat(StateLine.of(change).utf8())
        .isEqualTo(
            "{\"entity\":\"e\",\"version\":7,\"sequence\":5,\"previousVersion\":6,"
                + "\"time\":1700000000123,\"deleted\":false,\"state\":{\"a\":12.10,\"b\":1E400}}");
  }

  @Test
  void aStateLineAfterADeleteHoldsNone() {
    Change change = new Change(event(null, "", true), new Receipt(1, null, 0), null);
    assertThat(StateLine.of(change).utf8())
        .isEqualTo(
            "{\"entity\":\"e\",\"version\":null,\"sequence\":1,\"previousVersion\":null,"
                + "\"time\":1700000000123,\"deleted\":true,\"state\":null}");
    assertThat(Written.read(AppliedLine.of(change)).get("data").isNull()).isTrue();
    assertThat(Written.read(AppliedLine.of(change)).get("deleted").booleanValue()).isTrue();
  }

  @Test
  void anAppliedLineHoldsTheDataAndTheReceipt() {
    Change change =
        change(new Version.Pair(2, 7), new Version.Pair(1, 9), "{\n \"a\": 12.10\r\n}", "{}");
    assertThat(AppliedLine.of(change).utf8())
        .isEqualTo(
            "{\"entity\":\"e\",\"id\":\"i\",\"type\":\"Paid\",\"version\":[2,7],\"sequence\":5,"
                + "\"previousVersion\":[1,9],\"time\":1700000000123,\"deleted\":false,"
                + "\"data\":{  \"a\": 12.10  },\"chain\":\"0123456789abcdef\","
                + "\"origin\":{\"topic\":\"or\\\"ders\",\"partition\":3,\"offset\":42}}");
    assertThat(change.event().data()).isEqualTo(Bytes.utf8("{\n \"a\": 12.10\r\n}"));
  }

  @Test
  void aTextVersionIsAText() {
    Change change = change(new Version.Text("0/1\"6"), null, "1", "1");
    assertThat(Written.read(StateLine.of(change)).get("version").textValue()).isEqualTo("0/1\"6");
  }

  @Test
  void aVerdictLineSaysWhatIsKnown() {
    Judged judged =
        new Judged(
            event(new Version.Single(1), "{}"),
            Verdict.STALE,
            Reason.OLDER,
            "",
            "settled: 3",
            false,
            null,
            new Version.Single(3));
    assertThat(VerdictLine.of(Ruling.of(judged)).utf8())
        .isEqualTo(
            "{\"entity\":\"e\",\"id\":\"i\",\"version\":1,\"verdict\":\"STALE\","
                + "\"reason\":\"OLDER\",\"detail\":\"settled: 3\","
                + "\"origin\":{\"topic\":\"or\\\"ders\",\"partition\":3,\"offset\":42}}");
  }

  @Test
  void aVerdictLineOfAnUnreadableRecordHasNulls() {
    Raw raw = new Raw(null, null, List.of(), ORIGIN);
    Undecodable record = new Undecodable(Flaw.NO_VALUE, "nothing", null, null, raw);
    JsonNode line = Written.read(VerdictLine.of(Ruling.of(record)));
    assertThat(line.get("entity").isNull()).isTrue();
    assertThat(line.get("id").isNull()).isTrue();
    assertThat(line.get("version").isNull()).isTrue();
    assertThat(line.get("verdict").textValue()).isEqualTo("MALFORMED");
    assertThat(line.get("reason").textValue()).isEqualTo("NO_VALUE");
  }

  @Test
  void appliedEventsHaveVerdictLinesToo() {
    JsonNode line =
        Written.read(VerdictLine.of(Ruling.of(change(new Version.Single(7), null, "1", "1"))));
    assertThat(line.get("verdict").textValue()).isEqualTo("APPLIED");
    assertThat(line.get("reason").textValue()).isEqualTo("IN_ORDER");
    assertThat(line.get("id").textValue()).isEqualTo("i");
  }

  @Test
  void anIncidentLineHoldsTheRangeAndTheWatermark() {
    Incident incident =
        new Incident(
            Incident.Kind.GAP_ABANDONED,
            "e",
            new Version.Single(3),
            new Version.Single(4),
            null,
            "given up",
            99,
            Facts.NONE);
    assertThat(IncidentLine.of(incident).utf8())
        .isEqualTo(
            "{\"schema\":1,\"kind\":\"GAP_ABANDONED\",\"entity\":\"e\",\"from\":3,\"to\":4,\"origin\":null,"
                + "\"detail\":\"given up\",\"watermark\":99}");
    JsonNode unknown =
        Written.read(
            IncidentLine.of(
                new Incident(
                    Incident.Kind.CONFLICT,
                    "e",
                    null,
                    null,
                    ORIGIN,
                    Written.NASTY,
                    Moment.UNKNOWN,
                    Facts.NONE)));
    assertThat(unknown.get("watermark").isNull()).isTrue();
    assertThat(unknown.get("from").isNull()).isTrue();
    assertThat(unknown.get("detail").textValue()).isEqualTo(Written.NASTY);
    assertThat(unknown.get("origin").get("topic").textValue()).isEqualTo("or\"ders");
  }

  @Test
  void theAnswerToARecordThatCannotBeReadHasItsId() {
    Facts facts = new Facts(null, null, null, null, "c-1", null);
    Incident answer =
        new Incident(Incident.Kind.CONTROL_REFUSED, "e", null, null, ORIGIN, "no verb", 9, facts);
    assertThat(Written.read(IncidentLine.of(answer)).at("/control/id").textValue())
        .isEqualTo("c-1");
  }

  @Test
  void anAnalyticsLineIsTheValueOnOneLine() {
    Raw raw = Decoding.raw("\uFEFF{\r\n \"a\": \"x\\ny\" }\n");
    Bytes before = Bytes.of(raw.value().toByteArray());
    assertThat(AnalyticsLine.of(new AnalyticsEvent("Seen", null, raw)).utf8())
        .isEqualTo("{   \"a\": \"x\\ny\" } ");
    assertThat(raw.value()).isEqualTo(before);
  }

  @Property(tries = 500)
  void dataAndStateComeOutAsTheyWentIn(@ForAll long seed) {
    RandomJson json = new RandomJson(new Random(seed));
    String data = json.written(json.tree(4));
    String state = json.written(json.tree(4));
    Change change = change(new Version.Single(seed & Long.MAX_VALUE), null, data, state);

    JsonNode applied = Written.read(AppliedLine.of(change));
    assertThat(applied.get("data")).isEqualTo(Written.tree(data));
    assertThat(applied.get("version").bigIntegerValue().longValueExact())
        .isEqualTo(seed & Long.MAX_VALUE);
    assertThat(Written.read(StateLine.of(change)).get("state")).isEqualTo(Written.tree(state));
  }
}
