package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.json.RandomJson;
import dev.lockstep.json.Utf8;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is written of an event set aside, and that it can be read back. */
final class DeadLetterLineTest {
  private static final Origin ORIGIN = new Origin("or\"ders", 3, 42);

  @Test
  void aDeadLetterLineHoldsAllOfIt() {
    Raw raw =
        new Raw(
            Bytes.utf8("{\"a\":\n1}"),
            Bytes.utf8("k"),
            List.of(
                new Header("h\"", Bytes.of(new byte[] {(byte) 0xFF})),
                new Header("none", null),
                new Header("h\"", Bytes.EMPTY)),
            ORIGIN);
    DeadLetter letter =
        new DeadLetter(
            raw,
            "e",
            "i",
            "Paid",
            new Version.Single(7),
            5L,
            Verdict.REJECTED,
            Reason.REDUCER_FAILED,
            "a rule",
            "no number",
            Bytes.utf8("{\"s\":12.10}"),
            new Version.Single(6),
            9,
            true);
    assertThat(DeadLetterLine.of(letter).utf8())
        .isEqualTo(
            "{\"schema\":1,\"entity\":\"e\",\"id\":\"i\",\"type\":\"Paid\",\"version\":7,\"time\":5,"
                + "\"setAside\":9,\"laps\":0,"
                + "\"verdict\":\"REJECTED\",\"reason\":\"REDUCER_FAILED\",\"rule\":\"a rule\",\"detail\":\"no number\","
                + "\"settled\":6,\"state\":{\"s\":12.10},\"redacted\":true,"
                + "\"origin\":{\"topic\":\"or\\\"ders\",\"partition\":3,\"offset\":42},"
                + "\"key\":\"k\",\"headers\":[{\"name\":\"h\\\"\",\"valueBase64\":\"/w==\"},"
                + "{\"name\":\"none\",\"value\":null},{\"name\":\"h\\\"\",\"value\":\"\"}],"
                + "\"value\":\"{\\\"a\\\":\\u000a1}\"}");
  }

  @Test
  void aLineHoldsTextsThatAreNoUnicode() {
    String half = "a\ud800\"b" + Written.NASTY + "\udc00";
    Raw raw = new Raw(null, null, List.of(new Header(half, null)), new Origin(half, 0, 0));
    JsonNode line =
        Written.read(
            DeadLetterLine.of(
                DeadLetter.of(new Undecodable(Flaw.NO_VALUE, half, half, half, raw), 0)));
    assertThat(line.get("detail").textValue()).isEqualTo(half);
    assertThat(line.get("entity").textValue()).isEqualTo(half);
    assertThat(line.get("headers").get(0).get("name").textValue()).isEqualTo(half);
    assertThat(line.get("origin").get("topic").textValue()).isEqualTo(half);
    assertThat(line.get("value").isNull()).isTrue();
    assertThat(line.get("key").isNull()).isTrue();
    assertThat(line.get("time").isNull()).isTrue();
  }

  @Property(tries = 1_000)
  void aDeadLetterGivesItsBytesBackWhateverTheyAre(@ForAll long seed) {
    Random random = new Random(seed);
    List<Header> headers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      headers.add(new Header(Written.NASTY, bytes(random)));
    }
    Raw raw = new Raw(bytes(random), bytes(random), headers, ORIGIN);
    JsonNode line =
        Written.read(
            DeadLetterLine.of(
                DeadLetter.of(
                    new Undecodable(Flaw.UNREADABLE, Written.NASTY, null, Written.NASTY, raw), 0)));

    assertThat(back(line, "value")).isEqualTo(raw.value());
    assertThat(back(line, "key")).isEqualTo(raw.key());
    assertThat(line.get("headers")).hasSameSizeAs(headers);
    for (int i = 0; i < headers.size(); i++) {
      assertThat(line.get("headers").get(i).get("name").textValue()).isEqualTo(Written.NASTY);
      assertThat(back(line.get("headers").get(i), "value")).isEqualTo(headers.get(i).value());
    }
    assertThat(line.get("detail").textValue()).isEqualTo(Written.NASTY);
    assertThat(line.get("id").textValue()).isEqualTo(Written.NASTY);
  }

  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    int kind = random.nextInt(4);
    random.nextBytes(bytes);
    if (kind == 0) {
      return null;
    }
    if (kind == 1) {
      return Bytes.of(bytes);
    }
    if (kind == 2) {
      return Bytes.utf8(new RandomJson(random).written(List.of(Written.NASTY, bytes.length)));
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= 0x7F;
    }
    return Bytes.of(bytes, bytes.length / 3, bytes.length / 2);
  }

  private static Bytes back(JsonNode line, String name) {
    if (line.has(name + "Base64")) {
      assertThat(line.has(name)).isFalse();
      Bytes bytes = Bytes.of(Base64.getDecoder().decode(line.get(name + "Base64").textValue()));
      assertThat(Utf8.isValid(bytes)).isFalse();
      return bytes;
    }
    JsonNode text = line.get(name);
    return text.isNull() ? null : Bytes.utf8(text.textValue());
  }
}
