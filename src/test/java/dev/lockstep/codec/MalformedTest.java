package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no event, and what is said about it. */
final class MalformedTest {
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

  private static void assertWrong(String from, String to, String detail) {
    assertThat(SOUND).contains(from);
    assertFlaw(USUAL, SOUND.replace(from, to), Flaw.FIELD_WRONG, detail);
  }

  private static void assertMissing(Decoding decoding, String from, String pointer) {
    assertThat(SOUND).contains(from);
    assertFlaw(decoding, SOUND.replace(from, ""), Flaw.FIELD_MISSING, pointer + " is missing");
    String none = from.replaceFirst(":.*", ":null") + (from.endsWith(",") ? "," : "");
    assertFlaw(decoding, SOUND.replace(from, none), Flaw.FIELD_MISSING, pointer + " is missing");
  }

  @Test
  void theExampleItselfIsSound() {
    assertThat(USUAL.event(SOUND).entity()).isEqualTo("e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "{",
        "[1",
        "\"half",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "[01]",
        "[+1]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[NaN]",
        "[Infinity]",
        "[undefined]",
        "nul",
        "truefalse",
        "/* c */ {}",
        "{} // c",
        "# c",
        "[\"a\nb\"]",
        "[\"\\x\"]",
        "[\"\\u12g4\"]",
        "[1 2]",
        "[1,,2]",
        "{\"a\" 1}",
        "{\"a\":}",
        "]",
        "\uFEFF",
        "\uFEFF\uFEFF{}",
        "\u0000",
        "<xml/>"
      })
  void whatIsNoJsonIsUnreadable(String text) {
    assertFlaw(USUAL, text, Flaw.UNREADABLE, "");
  }

  @Test
  void whatFollowsTheDocumentMakesItUnreadable() {
    assertFlaw(USUAL, SOUND + "}", Flaw.UNREADABLE, "at byte");
    assertFlaw(
        USUAL,
        SOUND + " {}",
        Flaw.UNREADABLE,
        "more than one value, from byte " + (SOUND.length() + 1));
    assertFlaw(USUAL, SOUND + "x", Flaw.UNREADABLE, "at byte");
    assertFlaw(USUAL, SOUND + "\u0000", Flaw.UNREADABLE, "at byte");
    assertThat(USUAL.event(SOUND + " \n").entity()).isEqualTo("e");
  }

  @Test
  void whatIsWrongBehindTheFieldsIsFoundToo() {
    String unread = SOUND.replace("}}", "},\"unread\":");
    for (String rest : List.of("[1,}", "\"\\q\"}", "\"a\tb\"}", "tru}", "1.e5}", "{\"a\"}}")) {
      assertFlaw(USUAL, unread + rest, Flaw.UNREADABLE, "at byte");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0AF",
        "C1BF",
        "E08080",
        "EDA080",
        "EDBFBF",
        "F0808080",
        "F4908080",
        "F5808080",
        "80",
        "FF",
        "FE",
        "C3",
        "E282",
        "F09D84",
        "C328",
        "E28228"
      })
  void whatIsNoUtf8IsUnreadableWithItsPlace(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] head = "{\"padding\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\",\"type\":\"Seen\"}".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + bad.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bad, 0, all, head.length, bad.length);
    System.arraycopy(tail, 0, all, head.length + bad.length, tail.length);
    Raw raw = Decoding.raw(Bytes.of(all));

    assertThat(USUAL.decoder().decode(raw, 0))
        .isEqualTo(
            new Undecodable(Flaw.UNREADABLE, "not UTF-8, at byte " + head.length, null, null, raw));
  }

  @Test
  void otherEncodingsAreNotGuessed() {
    for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
      byte[] encoded = SOUND.getBytes(Charset.forName(charset));
      Undecodable undecodable =
          (Undecodable) USUAL.decoder().decode(Decoding.raw(Bytes.of(encoded)), 0);
      assertThat(undecodable.flaw()).isEqualTo(Flaw.UNREADABLE);
    }
  }

  @Test
  void aTombstoneHasNoValue() {
    Raw raw = new Raw(null, Bytes.utf8("k"), List.of(), Decoding.ORIGIN);
    assertThat(USUAL.decoder().decode(raw, 0))
        .isEqualTo(new Undecodable(Flaw.NO_VALUE, "the record has no value", null, null, raw));
  }

  @Test
  void aFieldThatTheLaneNeedsIsNamedWhenItIsMissing() {
    assertMissing(USUAL, "\"entity\":\"e\",", "/entity");
    assertMissing(USUAL, "\"type\":\"Paid\",", "/type");
    assertMissing(USUAL, "\"version\":1,", "/version");
    assertMissing(USUAL.by(OrderBy.LATEST), "\"version\":1,", "/version");
    assertMissing(USUAL, "\"time\":5,", "/time");
    assertMissing(USUAL.by(OrderBy.TIME), "\"id\":\"i\",", "/id");
    assertMissing(USUAL.by(OrderBy.ARRIVAL), "\"id\":\"i\",", "/id");
    assertFlaw(USUAL.ranks("/r").by(OrderBy.TIME), SOUND, Flaw.FIELD_MISSING, "/r is missing");
    assertFlaw(USUAL.version("/version", "/n"), SOUND, Flaw.FIELD_MISSING, "/n is missing");
    assertFlaw(USUAL.entity("/entity", "/b"), SOUND, Flaw.FIELD_MISSING, "/b is missing");
    assertFlaw(
        USUAL, SOUND.replace(",\"data\":{\"a\":1}", ""), Flaw.FIELD_MISSING, "/data is missing");
    assertFlaw(
        USUAL.data(null).type(null).constant("e").unversioned().time(null).by(OrderBy.ARRIVAL),
        "null",
        Flaw.FIELD_MISSING,
        "/id is missing");
    for (String other : List.of("[]", "7", "\"text\"", "{}", "{\"entity\":{}}")) {
      assertFlaw(USUAL, other, Flaw.FIELD_MISSING, "/type is missing");
    }
  }

  @Test
  void aFieldOfTheWrongFormIsNamedWithWhatWasFoundAndWhere() {
    assertWrong(
        "\"version\":1",
        "\"version\":-1",
        "/version at byte 47: -1 is not an integer from 0 to 2^63 - 1");
    for (String version :
        List.of(
            "1.5",
            "-1",
            "9223372036854775808",
            "1e19",
            "1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "\"\"",
            "\" 1\"",
            "\"1.0\"",
            "\"-1\"",
            "\"v1\"",
            "\"9223372036854775808\"",
            "\"٣\"",
            "true",
            "[1]",
            "{}")) {
      assertWrong("\"version\":1", "\"version\":" + version, "/version at byte 47");
    }
    for (String text : List.of("true", "[]", "{}", "\"\"", "\"\\ud800\"", "\"a\\udc00b\"")) {
      assertWrong("\"e\"", text, "/entity at byte 10");
      assertWrong("\"i\"", text, "/id at byte");
      assertWrong("\"Paid\"", text, "/type at byte");
    }
    assertWrong("\"Paid\"", "7", "/type at byte 30: 7 is not a text");
  }

  @Test
  void aTimeThatIsNoneIsWrong() {
    for (String time :
        List.of(
            "true",
            "{}",
            "1.5",
            "1700000000000000",
            "-62135596800001",
            "253402300800000",
            "1e300",
            "1e999999999",
            "\"\"",
            "\"1700000000000\"",
            "\"yesterday\"",
            "\"2023-11-14\"",
            "\"2023-11-14T22:13:20\"",
            "\"2023-11-14T22:13:20 Z\"",
            "\"2023-11-14T22:13:20Zx\"",
            "\"2023-11-14T22:13:20.Z\"",
            "\"2023-11-14T24:00:00Z\"",
            "\"2023-11-14T22:60:00Z\"",
            "\"2023-11-14T22:13:60Z\"",
            "\"2023-02-29T00:00:00Z\"",
            "\"2023-13-01T00:00:00Z\"",
            "\"2023-00-01T00:00:00Z\"",
            "\"2023-11-14T22:13:20+19:00\"",
            "\"2023-11-14T22:13:20+02:\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59-01:00\"",
            "\"+12023-11-14T22:13:20Z\"",
            "\"２023-11-14T22:13:20Z\"")) {
      assertWrong("\"time\":5", "\"time\":" + time, "/time at byte 56");
    }
  }

  @Test
  void aDeleteFlagIsABooleanAndARankAnInteger() {
    for (String flag : List.of("0", "1", "\"true\"", "[]", "{}")) {
      assertWrong("\"time\":5", "\"time\":5,\"deleted\":" + flag, "/deleted at byte 68");
    }
    for (String rank : List.of("1.5", "\"x\"", "\"-\"", "true", "9223372036854775808")) {
      assertFlaw(
          USUAL.ranks("/r").by(OrderBy.TIME),
          SOUND.replace("\"time\":5", "\"time\":5,\"r\":" + rank),
          Flaw.FIELD_WRONG,
          "/r at byte");
    }
  }

  @Test
  void aFieldThatIsGivenTwiceIsWrongBecauseReadersDisagree() {
    for (String twice :
        List.of(
            "\"entity\":\"f\"",
            "\"id\":\"i\"",
            "\"type\":\"T\"",
            "\"version\":1",
            "\"time\":5",
            "\"data\":null",
            "\"\\u0064ata\":1")) {
      assertFlaw(
          USUAL, SOUND.replace("{\"e", "{" + twice + ",\"e"), Flaw.FIELD_WRONG, "given twice");
    }
    assertFlaw(
        USUAL,
        SOUND.replace("{\"e", "{\"deleted\":null,\"deleted\":null,\"e"),
        Flaw.FIELD_WRONG,
        "/deleted is given twice");
    assertFlaw(
        USUAL.entity("/a/entity"),
        SOUND.replace("{\"e", "{\"a\":{\"entity\":\"e\"},\"a\":{},\"e"),
        Flaw.FIELD_WRONG,
        "/a/entity is given twice");
    assertThat(USUAL.event(SOUND.replace("{\"e", "{\"x\":1,\"x\":2,\"e")).entity()).isEqualTo("e");
  }

  @Test
  void theMessageShowsLittleOfTheRecordOnOneLine() {
    String secret = "s3cret".repeat(100);
    Undecodable wrong =
        USUAL.undecodable(SOUND.replace(":1,", ":\"a\\nb\\u202e\\ud800" + secret + "\","));
    assertThat(wrong.detail())
        .isEqualTo(
            "/version at byte 47: \"a?b??"
                + secret.substring(0, 35)
                + "...\" is not an integer from 0 to 2^63 - 1");
    assertFlaw(USUAL, "{\"a\":" + secret, Flaw.UNREADABLE, "at byte");
  }

  @Test
  void whatIsKnownOfTheEventIsSaid() {
    Undecodable wrong = USUAL.undecodable(SOUND.replace("\"version\":1", "\"version\":true"));
    assertThat(wrong.entity()).isEqualTo("e");
    assertThat(wrong.id()).isEqualTo("i");
    Undecodable cut = USUAL.undecodable(SOUND.substring(0, 30));
    assertThat(cut.entity()).isEqualTo("e");
    assertThat(cut.id()).isEqualTo("i");
    Undecodable early = USUAL.undecodable(SOUND.substring(0, 12));
    assertThat(early.entity()).isNull();
    assertThat(early.id()).isNull();
  }
}
