package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.JacksonScan.Reading;
import dev.lockstep.codec.JacksonScan.Value;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.json.BrokenJson;
import dev.lockstep.json.RandomJson;
import dev.lockstep.json.ReadFault;
import dev.lockstep.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scan of ours takes, refuses, finds and hashes what another parser does. */
final class ScansAgreeTest {
  private static final List<String> POINTERS =
      List.of("", "/a", "/a/b", "/a/0", "/0", "/é", "/x~1y", "/m~0n/1", "/id", "/", "/𝄞", "/id/a");
  private static final List<String> LEFT_OUT = List.of("/b", "/a/id", "/id/0", "/é/a");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "0.0",
          "-0.00e5",
          "12.10",
          "1200",
          "0.00120",
          "1E5",
          "1e+05",
          "-7.5e-3",
          "123456789012345678",
          "1234567890123456789",
          "123456789012345678.90",
          "100000000000000000000000000000000000",
          "9".repeat(36),
          "0." + "0".repeat(30) + "1",
          "1e999999999",
          "1e0000000000000999999999",
          "0e1000000000",
          "1e1000000000",
          "-1e-99999999999999999999");
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\t\r\n ",
          "1 ",
          "-",
          "-a",
          "1.",
          "1.e1",
          "1e",
          "1e+",
          "1ex",
          "00",
          "01",
          "-01",
          "1 1",
          "1,",
          "1/",
          "tru",
          "true1",
          "truex",
          "nulll",
          "nul",
          "\"",
          "\"\\",
          "\"\\u",
          "\"\\u12",
          "\"\\u12\"",
          "\"\\ud834\\udd1e\"",
          "\"\\udd1e\\ud834\"",
          "\"\\ud834é\"",
          "\"\u007f\"",
          "\"\u001f\"",
          "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
          "\"\\a\"",
          "\"\\U0041\"",
          "\"\\u00e9\\u00E9\"",
          "{\"a\":{\"b\":1},\"a\":{\"b\":2}}",
          "{\"\\u0061\":[1,{\"b\":2}]}",
          "{\"a\":[1]}x",
          "{\"a\":1}}",
          "[]]",
          "{]",
          "[}",
          "{\"a\"}",
          "{\"a\":}",
          "{\"a\":1,}",
          "{,}",
          "[,]",
          "[1,]",
          "{\"a\":1 \"b\":2}",
          "{1:2}",
          "\u00a0",
          "[\u00a01]",
          "\u000b1",
          "[1\f]",
          "[1]\u0000",
          "é",
          "'a'",
          "[\"a\" \"b\"]");

  private final Random random = new Random(20_261_121);

  private static Reading ours(ReadLimits limits, String data, Bytes json) {
    PointerNode root = new PointerNode();
    List<Found> founds = POINTERS.stream().map(each -> new Found(each, true)).toList();
    founds.forEach(root::add);
    Found dataFound = new Found(data, false);
    root.add(dataFound);
    root.at(dataFound).isData = true;
    LEFT_OUT.forEach(each -> root.at(new Found(each, false)).isLeftOut = true);
    JsonScan scan = new JsonScan(limits);
    Flaw flaw = null;
    try {
      scan.read(json, root);
    } catch (ReadFault fault) {
      flaw = fault.flaw();
      assertThat(fault.detail()).doesNotContain("\n").hasSizeLessThan(120);
    }
    Map<String, Value> values = new TreeMap<>();
    Map<String, Boolean> twice = new TreeMap<>();
    for (Found found : founds) {
      twice.put(found.pointer, found.twice);
      if (found.kind != Found.Kind.MISSING) {
        values.put(found.pointer, new Value(found.kind, found.text(), found.from));
      }
    }
    return new Reading(flaw, values, twice, scan.data(json), scan.dataHash());
  }

  private static Reading theirs(ReadLimits limits, String data, Bytes json) {
    Reading reading = new JacksonScan(limits, POINTERS, data, LEFT_OUT).read(json);
    reading.values().values().removeIf(each -> each.kind() == Found.Kind.MISSING);
    return reading;
  }

  /** The flaw that both found; what is found in a document with one counts for nothing. */
  private static Flaw agreed(ReadLimits limits, String data, Bytes json) {
    Reading ours = ours(limits, data, json);
    Reading theirs = theirs(limits, data, json);
    String shown = json.utf8();
    assertThat(ours.flaw()).as(shown).isEqualTo(theirs.flaw());
    if (ours.flaw() == null) {
      assertThat(ours).as(shown).isEqualTo(theirs);
    }
    return ours.flaw();
  }

  /**
   * The same for a document that may be broken in several places: of those either parser may tell
   * of another one.
   */
  private static Flaw agreedOnRefusal(ReadLimits limits, String data, Bytes json) {
    Flaw theirs = theirs(limits, data, json).flaw();
    if (theirs == null) {
      return agreed(limits, data, json);
    }
    Flaw ours = ours(limits, data, json).flaw();
    assertThat(ours).as(json.utf8()).isNotNull();
    return ours;
  }

  private byte[] document() {
    RandomJson json = new RandomJson(random);
    String text = json.written(json.tree(5));
    if (random.nextInt(3) == 0) {
      String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
      text = text.replaceAll("\\b[0-2]\\b(?![\\w\"\\\\.])", number);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is beside the document, in the same array, is none of it. */
  private static Bytes beside(byte[] document) {
    byte[] array = new byte[document.length + 3];
    System.arraycopy(document, 0, array, 1, document.length);
    array[0] = '1';
    array[document.length + 1] = '"';
    array[document.length + 2] = '}';
    return Bytes.of(array, 1, document.length);
  }

  @ParameterizedTest
  @CsvSource({"100, 1000, 1024", "3, 25, 4", "500, 5, 1"})
  void inDocumentsSoundAndBroken(int depth, int digits, int textLength) {
    ReadLimits limits = new ReadLimits(1 << 20, depth, digits, 4_096, textLength, 100);
    BrokenJson broken = new BrokenJson(random);
    Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    int sound = 0;
    for (int i = 0; i < 15_000; i++) {
      byte[] document = document();
      String data = random.nextBoolean() ? "" : "/a";
      sound += agreed(limits, data, beside(document)) == null ? 1 : 0;
      Bytes json = beside(broken.of(document));
      Flaw flaw = Utf8.isValid(json) ? agreedOnRefusal(limits, data, json) : null;
      if (flaw != null) {
        flaws.merge(flaw, 1, Integer::sum);
      }
    }
    assertThat(sound).isGreaterThan(5_000);
    assertThat(flaws).containsOnlyKeys(Flaw.UNREADABLE, Flaw.OVER_LIMIT);
    assertThat(flaws.get(Flaw.UNREADABLE)).isGreaterThan(1_000);
  }

  @Test
  void inWhatIsOdd() {
    for (String form : List.of("%s", "[%s]", "{\"a\":%s}", "{\"id\":[0,%s,2]}", " %s ")) {
      for (String odd : ODD) {
        agreed(ReadLimits.DEFAULT, "", Bytes.utf8(String.format(form, odd)));
      }
      for (String number : NUMBERS) {
        agreed(ReadLimits.DEFAULT, "", Bytes.utf8(String.format(form, number)));
      }
    }
  }

  @Test
  void inEveryBeginningOfADocument() {
    byte[] whole =
        "{\"a\":{\"b\":-12.5e+3,\"\\u00e9\":[true,false,null]},\"é\":\"\\n✓\",\"0\":[]} "
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length <= whole.length; length++) {
      Bytes json = Bytes.of(whole, 0, length);
      if (Utf8.isValid(json)) {
        assertThat(agreed(ReadLimits.DEFAULT, "/a", json) == null)
            .isEqualTo(length >= whole.length - 1);
      }
    }
  }
}
