package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterRecordTest {
  private static final long LIMIT = 10_000;
  private static final Header TRACE = new Header("traceparent", Bytes.utf8("00-a"));
  private static final Bytes STATE = Bytes.utf8("{\"n\":\"" + "s".repeat(5_000) + "\"}");

  @Test
  void whatFitsIsWhole() throws Exception {
    ProducerRecord<byte[], byte[]> message = record("x".repeat(4_000), STATE, TRACE);
    JsonNode line = line(message);
    assertThat(line.get("value").textValue()).isEqualTo("x".repeat(4_000));
    assertThat(line.get("state").get("n").textValue()).hasSize(5_000);
    assertThat(line.has("cut")).isFalse();
    assertThat(message.headers().lastHeader("lockstep-cut")).isNull();
  }

  @Test
  void theStateSeenIsTheFirstToGo() throws Exception {
    ProducerRecord<byte[], byte[]> message = record("x".repeat(8_000), STATE, TRACE);
    JsonNode line = line(message);
    assertThat(line.get("state").isNull()).isTrue();
    assertThat(line.get("value").textValue()).hasSize(8_000);
    assertThat(line.get("cut")).hasToString("{\"state\":" + STATE.length() + "}");
    assertThat(header(message, "lockstep-cut")).isEqualTo("state");
  }

  @Test
  void thenTheValueIsCutAndTheOriginSaysWhereItIsWhole() throws Exception {
    ProducerRecord<byte[], byte[]> message = record("x".repeat(50_000), STATE, TRACE);
    JsonNode line = line(message);
    assertThat(Room.sizeOf(message)).isBetween(LIMIT - 100, LIMIT);
    assertThat(line.get("value").textValue()).matches("x{8000,}");
    assertThat(line.get("cut")).hasToString("{\"state\":" + STATE.length() + ",\"value\":50000}");
    assertThat(line.get("origin")).hasToString("{\"topic\":\"in\",\"partition\":3,\"offset\":9}");
    assertThat(header(message, "lockstep-cut")).isEqualTo("state,value");
    assertThat(header(message, "traceparent")).isEqualTo("00-a");
    assertThat(message.key()).asString().isEqualTo("door-7");
  }

  @Test
  void aTextIsNotCutWithinACharacterAndBytesStayBytes() throws Exception {
    for (String text : List.of("ä", "✓", "🔒", "a🔒", "ab✓")) {
      JsonNode line = line(record(text.repeat(20_000), null, TRACE));
      assertThat(line.get("value").textValue()).isNotEmpty();
      assertThat(text.repeat(20_000)).startsWith(line.get("value").textValue());
    }
    byte[] bytes = new byte[50_000];
    new Random(1).nextBytes(bytes);
    ProducerRecord<byte[], byte[]> message = record(Bytes.of(bytes), null, TRACE);
    byte[] left = line(message).get("valueBase64").binaryValue();
    assertThat(left).hasSizeGreaterThan(3_000);
    assertThat(bytes).startsWith(left);
  }

  @Test
  void headersGoWhenNothingElseHelps() throws Exception {
    Header huge = new Header("blob", Bytes.utf8("h".repeat(30_000)));
    ProducerRecord<byte[], byte[]> message = record("x".repeat(2_000), null, TRACE, huge);
    JsonNode line = line(message);
    assertThat(Room.sizeOf(message)).isLessThanOrEqualTo(LIMIT);
    assertThat(line.get("headers")).isEmpty();
    assertThat(line.get("value").textValue()).hasSize(2_000);
    assertThat(line.get("cut")).hasToString("{\"headers\":" + (30_000 + 4 + 4 + 11) + "}");
    assertThat(message.headers().lastHeader("blob")).isNull();
    assertThat(header(message, "lockstep-reason")).isEqualTo("OVER_LIMIT");
  }

  @Test
  void whatReplaysCountInStaysWhenHeadersGo() throws Exception {
    Header huge = new Header("blob", Bytes.utf8("h".repeat(30_000)));
    Header laps = new Header("lockstep-laps", Bytes.utf8("2"));
    Header from = new Header("lockstep-replayed-from", Bytes.utf8("in/3@4"));
    JsonNode line = line(record("x", null, huge, laps, from));
    assertThat(line.get("laps").intValue()).isEqualTo(2);
    assertThat(line.get("headers").findValuesAsText("name"))
        .containsExactly("lockstep-laps", "lockstep-replayed-from");
    assertThat(line.get("cut").has("headers")).isTrue();

    Header forged = new Header("lockstep-replayed-from", Bytes.utf8("f".repeat(30_000)));
    assertThat(line(record("x", null, forged, laps)).get("headers").findValuesAsText("name"))
        .containsExactly("lockstep-laps");

    Header[] many = Collections.nCopies(5_000, laps).toArray(Header[]::new);
    ProducerRecord<byte[], byte[]> message = record("x", null, many);
    assertThat(Room.sizeOf(message)).isLessThanOrEqualTo(LIMIT);
    assertThat(line(message).get("laps").intValue()).isEqualTo(2);
  }

  @Test
  void whatReplaysCountInGoesTooWhereThereIsHardlyRoom() throws Exception {
    Header from = new Header("lockstep-replayed-from", Bytes.utf8("\u0001".repeat(300)));
    Raw raw = new Raw(Bytes.utf8("x"), Bytes.utf8("key"), List.of(from), new Origin("in", 3, 9));
    ProducerRecord<byte[], byte[]> message =
        DeadLetterRecord.of("out", letter("door-7", raw, null), 1_500);
    assertThat(Room.sizeOf(message)).isLessThanOrEqualTo(1_500);
    assertThat(line(message).get("headers")).isEmpty();
    assertThat(line(message).get("cut")).hasToString("{\"headers\":322}");
  }

  @Test
  void anyLetterFitsWhateverItIsMadeOf() {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 300; i++) {
      char each = "x\"\u0001ä🔒".charAt(random.nextInt(4));
      String value = String.valueOf(each).repeat(random.nextInt(100_000));
      Header header =
          new Header("h", Bytes.utf8(String.valueOf(each).repeat(random.nextInt(9_000))));
      Bytes key = Bytes.utf8(String.valueOf(each).repeat(random.nextInt(9_000)));
      Raw raw = new Raw(Bytes.utf8(value), key, List.of(header, TRACE), new Origin("in", 3, 9));
      ProducerRecord<byte[], byte[]> message =
          DeadLetterRecord.of("out", letter(null, raw, random.nextBoolean() ? STATE : null), LIMIT);
      assertThat(Room.sizeOf(message)).as("letter %d", i).isLessThanOrEqualTo(LIMIT);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String value, @Nullable Bytes state, Header... headers) {
    return record(Bytes.utf8(value), state, headers);
  }

  private static ProducerRecord<byte[], byte[]> record(
      Bytes value, @Nullable Bytes state, Header... headers) {
    Raw raw = new Raw(value, Bytes.utf8("key"), List.of(headers), new Origin("in", 3, 9));
    return DeadLetterRecord.of("out", letter("door-7", raw, state), LIMIT);
  }

  private static DeadLetter letter(@Nullable String entity, Raw raw, @Nullable Bytes state) {
    return new DeadLetter(
        raw,
        entity,
        "id",
        "Locked",
        null,
        5L,
        Verdict.MALFORMED,
        Reason.OVER_LIMIT,
        "",
        "why",
        state,
        null,
        9,
        false);
  }

  private static JsonNode line(ProducerRecord<byte[], byte[]> message) throws IOException {
    return new ObjectMapper().readTree(message.value());
  }

  private static String header(ProducerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }
}
