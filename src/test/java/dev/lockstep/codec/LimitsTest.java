package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too large to be an event. */
final class LimitsTest {
  private static final Decoding USUAL = Decoding.usual();
  private static final String SOUND =
      "{\"entity\":\"e\",\"id\":\"i\",\"type\":\"Paid\",\"version\":1,\"time\":5,\"data\":{\"a\":1}}";

  private static void assertFlaw(Decoding decoding, String json, Flaw flaw, String detail) {
    Undecodable undecodable = decoding.undecodable(json);
    assertThat(undecodable.flaw()).as(json).isEqualTo(flaw);
    assertThat(undecodable.detail()).contains(detail).doesNotContain("\n", "the parser failed");
    assertThat(undecodable.detail().length()).isLessThan(300);
    assertThat(undecodable.raw()).isEqualTo(Decoding.raw(json));
  }

  @Test
  void limitsHoldToTheLastByte() {
    ReadLimits exact = new ReadLimits(SOUND.length(), 2, 5, 7, 6, 100);
    Decoding tight = USUAL.limits(exact);
    assertThat(tight.event(SOUND).entity()).isEqualTo("e");
    assertFlaw(tight, SOUND + " ", Flaw.OVER_LIMIT, "more than " + SOUND.length() + " bytes");
    Decoding roomy = USUAL.limits(new ReadLimits(10_000, 2, 5, 7, 6, 100));
    assertFlaw(roomy, SOUND.replace("{\"a\":1}", "[[1]]"), Flaw.OVER_LIMIT, "at byte");
    assertFlaw(roomy, SOUND.replace("{\"a\":1}", "[123456]"), Flaw.OVER_LIMIT, "at byte");
    assertFlaw(roomy, SOUND.replace("\"a\":1", "\"a2345678\":1"), Flaw.OVER_LIMIT, "");
    assertFlaw(
        roomy,
        SOUND.replace("\"i\"", "\"1234567\""),
        Flaw.OVER_LIMIT,
        "/id at byte 19: 7 characters, at most 6");
    assertThat(roomy.event(SOUND.replace("\"i\"", "\"123456\"")).id()).isEqualTo("123456");
    assertFlaw(roomy, SOUND.replace("\"i\"", "1e6"), Flaw.OVER_LIMIT, "/id");
    assertFlaw(roomy, SOUND.replace("\"i\"", "1e999"), Flaw.OVER_LIMIT, "/id");
  }

  @Test
  void aNameIsCountedInCharactersHoweverItIsWritten() {
    Decoding seven = USUAL.limits(new ReadLimits(10_000, 9, 99, 7, 99, 100));
    for (String name :
        List.of("1234567", "éé✓✓567", "𝄞𝄞𝄞7", "\\u00e9\\n34567", "\\ud834\\udd1e34567")) {
      assertThat(seven.event(SOUND.replace("\"a\"", '"' + name + '"')).entity()).isEqualTo("e");
      assertFlaw(
          seven,
          SOUND.replace("\"a\"", '"' + name + "8\""),
          Flaw.OVER_LIMIT,
          "at byte 67: a name of more than 7 characters");
    }
  }

  @Test
  void keyAndHeadersHaveALimitTogether() {
    Decoding tight = USUAL.limits(new ReadLimits(10_000, 9, 99, 99, 99, 10));
    JsonDecoder decoder = tight.decoder();
    Bytes sound = Bytes.utf8(SOUND);
    List<Header> seven = List.of(new Header("abc", Bytes.utf8("1234")), new Header("", null));
    Raw fits = new Raw(sound, Bytes.utf8("123"), seven, Decoding.ORIGIN);
    Raw tooLong = new Raw(sound, Bytes.utf8("1234"), seven, Decoding.ORIGIN);
    assertThat(decoder.decode(fits, 0)).isInstanceOf(Event.class);
    assertThat(decoder.decode(tooLong, 0))
        .isEqualTo(
            new Undecodable(
                Flaw.OVER_LIMIT, "key and headers of more than 10 bytes", null, null, tooLong));
  }

  @Test
  void bombsDoNotGoOff() {
    String deep = "[".repeat(500_000);
    assertFlaw(USUAL, deep, Flaw.OVER_LIMIT, "at byte");
    assertFlaw(USUAL, "{\"a\":".repeat(200_000), Flaw.OVER_LIMIT, "at byte");
    assertFlaw(USUAL, "[" + "9".repeat(900_000) + "]", Flaw.OVER_LIMIT, "at byte");
    assertFlaw(USUAL, "{\"" + "n".repeat(900_000) + "\":1}", Flaw.OVER_LIMIT, "");
    assertFlaw(USUAL, " ".repeat((1 << 20) + 1), Flaw.OVER_LIMIT, "more than 1048576 bytes");
    for (String number :
        List.of(
            "1e1000000000",
            "-1E+99999999999999999999",
            "0.1e-1000000000",
            "100e2147483647",
            "-0.010e-2147483640")) {
      assertFlaw(USUAL, SOUND.replace("{\"a\":1}", number), Flaw.OVER_LIMIT, "exponent");
      assertFlaw(USUAL, SOUND.replace("\"i\"", number), flawOfId(number), "/id");
    }
    String wide = SOUND.replace("{\"a\":1}", "[" + "{},".repeat(300_000) + "0]");
    assertThat(USUAL.event(wide).entity()).isEqualTo("e");
    String names = SOUND.replace("\"a\":1", manyNames());
    assertThat(USUAL.event(names).entity()).isEqualTo("e");
  }

  private static Flaw flawOfId(String number) {
    return number.contains("9999") ? Flaw.FIELD_WRONG : Flaw.OVER_LIMIT;
  }

  private static String manyNames() {
    StringBuilder names = new StringBuilder("\"a\":1");
    for (int i = 0; i < 50_000; i++) {
      names.append(",\"n").append(i).append("\":").append(i);
    }
    return names.toString();
  }
}
