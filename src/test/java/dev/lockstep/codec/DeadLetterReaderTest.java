package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.DeadLetterReader.Foreign;
import dev.lockstep.codec.DeadLetterReader.Letter;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.json.RandomJson;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written of dead letters is read back; what was not written by us is told. */
final class DeadLetterReaderTest {
  private static final String LINE =
      DeadLetterLine.of(
              DeadLetter.of(
                  new Undecodable(
                      Flaw.NO_VALUE,
                      "why",
                      "e",
                      "i",
                      new Raw(null, Bytes.utf8("k"), List.of(), new Origin("orders", 3, 42))),
                  9))
          .utf8();

  @Property(tries = 2_000)
  void aLetterComesBackByteByByte(@ForAll long seed) {
    DeadLetter letter = new Letters(new Random(seed)).any();
    Bytes line = DeadLetterLine.of(letter);
    assertThat(DeadLetterReader.read(line)).isEqualTo(new Letter(letter, Map.of()));
  }

  @Test
  void aLetterKnowsItsLaps() {
    Raw raw =
        new Raw(
            null,
            null,
            List.of(new Header(Laps.HEADER, Bytes.utf8("3"))),
            new Origin("orders", 0, 1));
    DeadLetter letter = DeadLetter.of(new Undecodable(Flaw.NO_VALUE, "", null, null, raw), 9);
    Bytes line = DeadLetterLine.of(letter);
    assertThat(line.utf8()).contains("\"laps\":3,");
    assertThat(((Letter) DeadLetterReader.read(line)).letter().laps()).isEqualTo(3);
  }

  @Test
  void aLetterThatIsNotWholeSaysSo() {
    assertThat(letter(LINE).isWhole()).isTrue();
    assertThat(letter(LINE.replace("\"redacted\":false", "\"redacted\":true")).isWhole()).isFalse();
    Letter cut = letter(LINE.replaceFirst("}$", ",\"cut\":{\"value\":5000,\"state\":7}}"));
    assertThat(cut.cut()).isEqualTo(Map.of("value", 5000L, "state", 7L));
    assertThat(cut.isWhole()).isFalse();
    assertThat(letter(LINE.replaceFirst("}$", ",\"cut\":{\"state\":7}}")).isWhole())
        .as("the state is no part of the record")
        .isTrue();
  }

  @Test
  void fieldsThatALaterVersionAddsAreLeftOut() {
    assertThat(letter(LINE.replaceFirst("}$", ",\"later\":{\"a\":[1,{}]}}")))
        .isEqualTo(letter(LINE));
  }

  private static Letter letter(String line) {
    return (Letter) DeadLetterReader.read(Bytes.utf8(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                                    | not JSON, at byte 0
          [1]                                      | no JSON object
          "{}"                                     | no JSON object
          {}                                       | `schema` is missing
          {"type":5,"value":{}}                    | `schema` is missing
          {"type":5,"schema":2}                    | `schema` is 2; this version reads 1
          {"schema":"1"}                           | `schema` is not a whole number
          {"schema":1}                             | `value` is missing
          {"schema":1,"value":7}                   | `value` is not a text
          {"schema":1,"valueBase64":"?"}           | `valueBase64` is not base64
          {"schema":1,"value":"a\\ud800"}          | `value` is not a text of whole characters
          {"schema":1,"value":null,"key":null}     | `headers` is missing
          {"schema":1,"time":99999999999999999999} | `time` is not a whole number
          {"schema":1,"version":[1,2,3]}           | `version` is not a version
          {"schema":1,"headers":[{"value":"a"}]}   | `headers` is not names and values
          {"schema":1,"origin":{"topic":"a"}}      | `origin` is not a topic, a partition and an offset
          {"schema":1,"cut":{"value":"a"}}         | `value` is not a whole number
          """)
  void whatIsNoLetterOfOursIsForeignAndSaysWhy(String line, String why) {
    assertThat(DeadLetterReader.read(Bytes.utf8(line.strip()))).isEqualTo(new Foreign(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "MALFORMED" | "ODD"   | `verdict` is `ODD`, which this version does not know
          "NO_VALUE"  | "ODD"   | `reason` is `ODD`, which this version does not know
          "why"       | null    | `detail` is missing
          "setAside":9 | "s":9  | `setAside` is missing
          "partition":3 | "partition":3000000000 | `origin` is not a topic, a partition and an offset
          """)
  void aLineThatWasChangedIsForeign(String part, String other, String why) {
    assertThat(DeadLetterReader.read(Bytes.utf8(LINE.replace(part, other))))
        .isEqualTo(new Foreign(why));
  }

  @Test
  void aTombstoneAndBytesThatAreNoTextAreForeign() {
    assertThat(DeadLetterReader.read(null)).isEqualTo(new Foreign("it has no value"));
    assertThat(DeadLetterReader.read(Bytes.of(new byte[] {'{', (byte) 0xFF, '}'})))
        .isEqualTo(new Foreign("not UTF-8, at byte 1"));
    assertThat(DeadLetterReader.read(Bytes.utf8(LINE + LINE)))
        .isEqualTo(new Foreign("something follows the object"));
  }

  @Test
  void aLineThatIsCutAnywhereIsForeign() {
    Bytes line = Bytes.utf8(LINE);
    for (int length = 0; length < line.length(); length++) {
      assertThat(DeadLetterReader.read(line.slice(0, length)))
          .as("%d bytes", length)
          .isInstanceOf(Foreign.class);
    }
  }

  @Property(tries = 5_000)
  void itThrowsOnNoLine(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] line = DeadLetterLine.of(new Letters(random).any()).toByteArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      line[random.nextInt(line.length)] = (byte) random.nextInt();
    }
    assertThat(DeadLetterReader.read(Bytes.of(line))).isNotNull();
  }

  /** Letters of all kinds. */
  private record Letters(Random random) {
    DeadLetter any() {
      List<Header> headers = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        headers.add(new Header(text(), bytes()));
      }
      Raw raw =
          new Raw(
              bytes(), bytes(), headers, new Origin(text(), random.nextInt(), random.nextLong()));
      return new DeadLetter(
          raw,
          maybe(text()),
          maybe(text()),
          maybe(text()),
          version(),
          maybe(random.nextLong()),
          Verdict.values()[random.nextInt(Verdict.values().length)],
          Reason.values()[random.nextInt(Reason.values().length)],
          text(),
          text(),
          maybe(state()),
          version(),
          random.nextLong(),
          random.nextBoolean());
    }

    private String text() {
      return List.of("", "a", Written.NASTY, "half \ud800", "\udc00").get(random.nextInt(5));
    }

    /** On one line, as all that is written is. */
    private Bytes state() {
      String json = new RandomJson(random).written(List.of("a", random.nextInt(9)));
      return Bytes.utf8(json.replace('\n', ' ').replace('\r', ' ').strip());
    }

    private @Nullable Version version() {
      return List.of(
              new Version.Single(random.nextLong()),
              new Version.Pair(random.nextLong(), 2),
              new Version.Text(Written.NASTY))
          .get(random.nextInt(3));
    }

    private @Nullable Bytes bytes() {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      return random.nextInt(3) == 0
          ? null
          : random.nextBoolean() ? Bytes.of(bytes) : Bytes.utf8(Written.NASTY);
    }

    private <T> @Nullable T maybe(T value) {
      return random.nextBoolean() ? value : null;
    }
  }
}
