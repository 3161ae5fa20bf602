package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.json.RandomJson;
import dev.lockstep.json.Utf8;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written of texts and JSON, to the byte: consumers may compare lines. */
final class JsonLineTest {
  private static final String[] PARTS = {
    "a",
    "plain ascii of some length",
    "\"",
    "\\",
    "\n",
    "\r",
    "\u0000",
    "\u001f",
    " ",
    "\u007f",
    "\u0080",
    "é",
    "✓",
    "𝄞",
    "\ud834",
    "\udd1e",
    "\u2028",
    "?",
    "Łódź",
    "/"
  };

  /** The same written one character at a time, by the definition. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    boolean half = Utf8.hasLoneSurrogate(text);
    for (char each : text.toCharArray()) {
      if (half || each < ' ') {
        json.append(String.format("\\u%04x", (int) each));
      } else {
        json.append(each == '"' || each == '\\' ? "\\" : "").append(each);
      }
    }
    return json.append('"').toString();
  }

  private static void assertWritten(String text) {
    Bytes line = new JsonLine().text("t", text).number("n", 7).end();
    assertThat(line).isEqualTo(Bytes.utf8("{\"t\":" + quoted(text) + ",\"n\":7}"));
    assertThat(line.wholeArray()).as("nothing is copied again").isSameAs(line.array());
    if (!Utf8.hasLoneSurrogate(text)) {
      assertThat(new JsonLine().bytes("t", Bytes.utf8("x" + text).slice(1, utf8Length(text))).end())
          .isEqualTo(Bytes.utf8("{\"t\":" + quoted(text) + "}"));
    }
  }

  private static int utf8Length(String text) {
    return Bytes.utf8(text).length();
  }

  @Property(tries = 2_000)
  void textsOfAllKindsOfCharacters(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    assertWritten(text.toString());
    assertThat(Written.read(new JsonLine().text("t", text.toString()).end()).get("t").textValue())
        .isEqualTo(text.toString());
  }

  @Property
  void anyText(@ForAll String text) {
    assertWritten(text);
  }

  @Property(tries = 1_000)
  void jsonStaysButForTheEndsOfItsLines(@ForAll long seed) {
    RandomJson random = new RandomJson(new Random(seed));
    String json = random.written(random.tree(4));
    assertThat(new JsonLine().json("j", Bytes.utf8(json)).end())
        .isEqualTo(Bytes.utf8("{\"j\":" + json.replace('\n', ' ').replace('\r', ' ') + "}"));
  }

  @Example
  void linesOfAllLengthsOneAfterAnother() {
    for (int length = 0; length < 200_000; length = length * 3 / 2 + 1) {
      assertWritten("x".repeat(length));
      assertWritten("\"".repeat(length / 7));
    }
    assertWritten("short again");
  }

  @Example
  void twoLinesAtOnceDoNotMix() {
    JsonLine one = new JsonLine().text("a", "1");
    JsonLine other = new JsonLine().text("b", "2");
    one.text("c", "3");
    other.text("d", "4");
    Bytes first = one.end();
    assertThat(new JsonLine().text("e", "5").end().utf8()).isEqualTo("{\"e\":\"5\"}");
    assertThat(other.end().utf8()).isEqualTo("{\"b\":\"2\",\"d\":\"4\"}");
    assertThat(first.utf8()).isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
  }
}
