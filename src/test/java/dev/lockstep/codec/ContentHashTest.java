package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.json.RandomJson;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two events say the same. */
final class ContentHashTest {
  private static final Decoding USUAL = Decoding.usual();
  private static final Decoding WHOLE = USUAL.data(null).source("/source").ranks("/rank", "/r/0");

  private static long of(String data) {
    return USUAL.content(
        "{\"entity\":\"e\",\"type\":\"T\",\"version\":1,\"time\":5,\"data\":" + data + "}");
  }

  /** These values are kept in state: a failure here means that old savepoints no longer match. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 3ae3cb2f190f4831",
        "[] | 62bcb261d81c1498",
        "0 | cfc3c452ba584d03",
        "1 | 3278182cb7626b95",
        "-12.5 | 86f694b0e21dd08a",
        "9007199254740993 | ee6cf1049f4e0dab",
        "123456789012345678901234567890.5 | 857c4a682a8c4a17",
        "1e400 | 19df63e13de4ef25",
        "\"\" | c38f89f64898d061",
        "\"é✓𝄞\" | 6f2726be7fb8dfc0",
        "true | bf100e14e79f8011",
        "false | 221f01a7cacd34a5",
        "[1,\"a\",null] | 82fcc10860cb1860",
        "[[],{}] | 361e6f913e29cee3",
        "{\"a\":1} | 9f3d71cfe34a68ff",
        "{\"a\":{\"b\":[1,2.50]},\"c\":\"text of some length\"} | 80ab4dda6ff8d2bf"
      })
  void valuesNeverChange(String data, String hash) {
    assertThat(String.format("%016x", of(data))).isEqualTo(hash);
  }

  @Test
  void theValueOfADeleteWithoutDataNeverChanges() {
    long hash =
        USUAL.content(
            "{\"entity\":\"e\",\"type\":\"T\",\"version\":1,\"time\":5,\"deleted\":true}");
    assertThat(String.format("%016x", hash)).isEqualTo("b03a14e44013cc6a");
  }

  @Test
  void neitherTheOrderOfFieldsNorSpaceNorEscapesCount() {
    long hash = of("{\"a\":1,\"b\":{\"c\":[true,null],\"d\":\"é\"}}");
    assertThat(of("{\"b\":{\"d\":\"é\",\"c\":[true,null]},\"a\":1}")).isEqualTo(hash);
    assertThat(of(" { \"a\" : 1,\n\"b\":{\"c\":[ true , null ],\"d\":\"é\"} } ")).isEqualTo(hash);
    assertThat(of("{\"\\u0061\":1,\"b\":{\"c\":[true,null],\"d\":\"\\u00E9\"}}")).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1, 10e-1",
    "1, 0.001E+3",
    "0, -0",
    "0, 0.00",
    "0, 0e999999999999999",
    "-12.10, -121e-1",
    "100, 1E2",
    "1e400, 10e399",
    "0.001, 1e-3",
    "1200.0, 12e2",
    "9007199254740993, 9007199254740993.000",
    "123456789012345678901234567890, 12345678901234567890123456789e1"
  })
  void aNumberIsItsValue(String one, String other) {
    assertThat(of(other)).isEqualTo(of(one));
  }

  @Test
  void everythingElseCounts() {
    List<String> different =
        List.of(
            "{}",
            "[]",
            "0",
            "1",
            "-1",
            "10",
            "0.1",
            "\"\"",
            "\"0\"",
            "\"1\"",
            "true",
            "false",
            "\"true\"",
            "\"null\"",
            "[null]",
            "[[]]",
            "[{}]",
            "[0]",
            "[1]",
            "[1,2]",
            "[2,1]",
            "[[1],2]",
            "[[1,2]]",
            "[[1],[2]]",
            "[1,2,null]",
            "[1,1]",
            "{\"a\":1}",
            "{\"b\":1}",
            "{\"a\":\"1\"}",
            "{\"a\":null}",
            "{\"a\":{}}",
            "{\"a\":[]}",
            "{\"a\":{\"a\":1}}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":2,\"b\":1}",
            "{\"a\":1,\"b\":1}",
            "{\"A\":1}",
            "{\"a\":{\"b\":1},\"c\":{}}",
            "{\"a\":{},\"c\":{\"b\":1}}",
            "{\"\":1}",
            "\"a\"",
            "\"b\"",
            "\"a \"",
            "\"A\"",
            "9007199254740992",
            "9007199254740993",
            "1000000000000000000",
            "10000000000000000000",
            "100000000000000000001",
            "100000000000000000010",
            "123456789012345678.5",
            "1234567890123456785",
            "1e-400",
            "1e400",
            "[{\"a\":1},{\"b\":2}]",
            "[{\"a\":1,\"b\":2}]",
            "[{\"b\":2},{\"a\":1}]");
    Map<Long, String> seen = new HashMap<>();
    for (String data : different) {
      assertThat(seen.put(of(data), data)).as(data).isNull();
    }
    assertThat(seen).hasSameSizeAs(different);
  }

  @Test
  void typeAndDeleteFlagCountAndTheRestOfTheEnvelopeDoesNot() {
    String event =
        "{\"entity\":\"e\",\"id\":\"i\",\"type\":\"T\",\"version\":1,\"time\":5,\"data\":{\"a\":1}}";
    long hash = USUAL.content(event);
    assertThat(USUAL.content(event.replace("\"T\"", "\"U\""))).isNotEqualTo(hash);
    assertThat(USUAL.content(event.replace("\"time\"", "\"deleted\":true,\"time\"")))
        .isNotEqualTo(hash);
    assertThat(USUAL.content(event.replace("\"e\"", "\"f\""))).isEqualTo(hash);
    assertThat(USUAL.content(event.replace("\"i\"", "\"j\""))).isEqualTo(hash);
    assertThat(USUAL.content(event.replace(":1,\"time\":5", ":2,\"time\":6"))).isEqualTo(hash);
    assertThat(USUAL.content(event.replace("{\"entity", "{\"more\":[],\"entity"))).isEqualTo(hash);
  }

  @Test
  void theWholeValueCountsWithoutIdSourceVersionTimeAndRank() {
    String event =
        "{\"entity\":\"e\",\"id\":\"i\",\"source\":\"s\",\"type\":\"T\",\"version\":1,\"time\":5,"
            + "\"rank\":1,\"r\":[2,3],\"a\":1}";
    long hash = WHOLE.content(event);
    for (String change :
        List.of("\"i\"", "\"s\"", "\"version\":1", "\"time\":5", "\"rank\":1", "[2,")) {
      String other =
          change.replace("\"i\"", "\"j\"").replace("\"s\"", "7").replaceFirst("[125]", "8");
      assertThat(WHOLE.content(event.replace(change, other))).as(change).isEqualTo(hash);
    }
    assertThat(WHOLE.content(event.replace("\"id\":\"i\",", ""))).isEqualTo(hash);
    for (String change : List.of("\"e\"", "\"a\":1", "3]")) {
      String other = change.replace("e", "f").replace("1", "2").replace("3", "4");
      assertThat(WHOLE.content(event.replace(change, other))).as(change).isNotEqualTo(hash);
    }
    assertThat(WHOLE.content(event.replace("\"a\":1", "\"a\":1,\"x\":{\"id\":1}")))
        .isNotEqualTo(WHOLE.content(event.replace("\"a\":1", "\"a\":1,\"x\":{\"id\":2}")));
  }

  @Test
  void theRankIsLeftOutInModesThatDoNotReadIt() {
    String event =
        "{\"entity\":\"e\",\"id\":\"i\",\"type\":\"T\",\"version\":1,\"time\":5,\"rank\":1,\"r\":[2]}";
    for (OrderBy by : OrderBy.values()) {
      Decoding mode = WHOLE.by(by);
      assertThat(mode.content(event.replace("\"rank\":1", "\"rank\":9")))
          .isEqualTo(mode.content(event));
    }
  }

  @Property(tries = 2_000)
  void numbersHashAlikeExactlyWhenTheyAreEqual(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int digits) {
    Random random = new Random(seed);
    BigDecimal one = decimal(random, digits);
    BigDecimal other = random.nextBoolean() ? one.setScale(one.scale() + 3) : decimal(random, 1);
    assertThat(of(one.toString()) == of(other.toString()))
        .as("%s and %s", one, other)
        .isEqualTo(one.compareTo(other) == 0);
    assertThat(of(one.toPlainString())).isEqualTo(of(one.toString()));
    assertThat(of(one.stripTrailingZeros().toString())).isEqualTo(of(one.toString()));
  }

  private static BigDecimal decimal(Random random, int digits) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 0; i < digits; i++) {
      text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    return new BigDecimal(text.toString()).scaleByPowerOfTen(random.nextInt(30) - 15);
  }

  @Property(tries = 1_000)
  void documentsHashAlikeExactlyWhenTheySayTheSame(@ForAll long seed) {
    RandomJson one = new RandomJson(new Random(seed));
    Object tree = one.tree(4);
    Object other = one.changed(tree);
    long hash = of("[" + one.written(tree) + "]");
    assertThat(of("[" + one.written(tree) + "]")).isEqualTo(hash);
    assertThat(of("[" + one.written(other) + "]")).isNotEqualTo(hash);
  }
}
