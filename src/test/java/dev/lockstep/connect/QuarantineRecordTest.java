package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reason;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A notice that its topic would refuse would stop the job, again after each restart. */
class QuarantineRecordTest {
  private static final int LIMIT = 10_000;

  @Test
  void whatFitsIsWhole() throws Exception {
    JsonNode line = line(record(4_000, 4_000));
    assertThat(line.get("state").textValue()).hasSize(4_000);
    assertThat(line.get("event").get("data").textValue()).hasSize(4_000);
    assertThat(line.has("cut")).isFalse();
  }

  @Test
  void theStateIsTheFirstToGo() throws Exception {
    JsonNode line = line(record(9_000, 4_000));
    assertThat(line.get("state").isNull()).isTrue();
    assertThat(line.get("event").get("data").textValue()).hasSize(4_000);
    assertThat(line.get("cut")).hasToString("{\"state\":9002}");
  }

  @Test
  void thenTheDataOfTheCulpritAndAllElseStays() throws Exception {
    ProducerRecord<byte[], byte[]> message = record(9_000, 50_000);
    JsonNode line = line(message);
    assertThat(Room.sizeOf(message)).isLessThan(LIMIT);
    assertThat(line.get("cut")).hasToString("{\"data\":50002,\"state\":9002}");
    assertThat(line.get("event"))
        .hasToString(
            "{\"id\":\"e-7\",\"type\":\"Paid\",\"version\":7,\"time\":5,\"data\":null,"
                + "\"origin\":{\"topic\":\"in\",\"partition\":3,\"offset\":9}}");
    assertThat(line.get("culprit").textValue()).isEqualTo("e-7");
    assertThat(line.get("detail").textValue()).isEqualTo("why");
    assertThat(message.key()).asString().isEqualTo("door-7");
  }

  @Test
  void whatIsOverClearsItsNotice() {
    Quarantined over = new Quarantined("door-7", null, "", null, 0, null, null, null);
    ProducerRecord<byte[], byte[]> message = QuarantineRecord.of("out", over, LIMIT);
    assertThat(message.value()).isNull();
    assertThat(message.key()).asString().isEqualTo("door-7");
  }

  @Test
  void aGapHasNoDataToGo() throws Exception {
    Quarantined gap =
        new Quarantined("door-7", quarantine(), "5..7", null, 2, null, null, text(20_000));
    JsonNode line = line(QuarantineRecord.of("out", gap, LIMIT));
    assertThat(line.get("cut")).hasToString("{\"state\":20002}");
    assertThat(line.get("event").isNull()).isTrue();
  }

  private static ProducerRecord<byte[], byte[]> record(int stateLength, int dataLength) {
    Raw raw = new Raw(null, null, List.of(), new Origin("in", 3, 9));
    Version version = new Version.Single(7);
    Event culprit =
        new Event(
            "door-7", "e-7", "in", "Paid", version, 5, List.of(), false, 1, text(dataLength), raw);
    Quarantined notice =
        new Quarantined(
            "door-7", quarantine(), "e-7", culprit, 1, version, null, text(stateLength));
    return QuarantineRecord.of("out", notice, LIMIT);
  }

  private static Quarantine quarantine() {
    return new Quarantine(Cause.VIOLATION, Reason.INVARIANT, "rule", "why", null, null, 17);
  }

  private static Bytes text(int length) {
    return Bytes.utf8("\"" + "x".repeat(length) + "\"");
  }

  private static JsonNode line(ProducerRecord<byte[], byte[]> message) throws IOException {
    return new ObjectMapper().readTree(message.value());
  }
}
