package dev.lockstep.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.Bytes;
import dev.lockstep.json.RandomJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What checks read of JSON. */
final class JsonValuesTest {
  private static final String WHOLE = "";

  private final JsonValues values = new JsonValues();

  @Property(tries = 3_000)
  void aDocumentIsReadAsItWasMeant(@ForAll long seed) {
    RandomJson json = new RandomJson(new Random(seed));
    Object tree = json.tree(5);

    assertThat(read(json.written(tree), WHOLE)).isEqualTo(known(tree));
  }

  /** However the names are escaped, and whatever lies around what is wanted. */
  @Property(tries = 3_000)
  void onlyWhatIsWantedIsRead(@ForAll long seed) {
    RandomJson json = new RandomJson(new Random(seed));
    Object tree = json.tree(4);
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("x", json.tree(3));
    inner.put("é", tree);
    inner.put("", json.tree(3));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("in", inner);
    document.put("is", json.tree(3));

    assertThat(read(json.written(document), "in/é", "in/nothing"))
        .isEqualTo(Map.of("in", Map.of("é", known(tree))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "-0                              | 0",
        "12.10                           | 12.1",
        "1e3                             | 1000",
        "1E-2                            | 0.01",
        "999999999999999999              | 999999999999999999",
        "9223372036854775807             | 9223372036854775807",
        "-9223372036854775808            | -9223372036854775808",
        "9223372036854775808             | 9223372036854775808",
        "{\"a\": 1, \"a\": 2}             | {a=2}",
        "{\"a\": 1} and what follows     | {a=1}",
      })
  void aValueHasOneForm(String json, String value) {
    assertThat(read(json, WHOLE)).asString().isEqualTo(value);
  }

  @Test
  void aNumberThatFitsIsALong() {
    assertThat(read("[1e3, 2.0, 9223372036854775807]", WHOLE))
        .isEqualTo(List.of(1_000L, 2L, Long.MAX_VALUE));
  }

  @Test
  void escapesAndHalvesOfCharactersAreTextsToo() {
    assertThat(read(" [null, true, \"\\u00e9\\ud83d\", \"\\b\\f\\n\\r\\t\\/\\\\\\\"\"] ", WHOLE))
        .isEqualTo(List.of(Term.Null.NULL, true, "é\ud83d", "\b\f\n\r\t/\\\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~            | state is missing",
        "~  ~          | state is missing",
        "{\"a\": 1      | state is not JSON that can be read",
        "{\"a\": tru}   | state is not JSON that can be read",
        "{a: 1}        | state is not JSON that can be read",
        "[1,]          | state is not JSON that can be read",
        "01            | state is not JSON that can be read",
        "/**/ 1        | state is not JSON that can be read",
        "1e99999999999 | a number with an exponent that is out of range",
      })
  void whatIsNoJsonHasNoAnswer(String json, String why) {
    assertThatThrownBy(() -> read(json, WHOLE)).isInstanceOf(NoAnswer.class).hasMessage(why);
    assertThat(read("1", WHOLE)).as("and the next document is read").isEqualTo(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1,]", "{\"b\": 1,}", "{b: 1}", "tru", "nul", "fals", "01", "-", "\"", "", "+1"})
  void whatIsPassedOverMustBeJsonToo(String broken) {
    assertThatThrownBy(() -> read("{\"x\": " + broken + ", \"a\": 1}", "a"))
        .isInstanceOf(NoAnswer.class)
        .hasMessage("state is not JSON that can be read");
    assertThat(read("{\"x\": [1, {\"b\": -0.5e3}, true, \"\\n\"], \"a\": 1}", "a"))
        .isEqualTo(Map.of("a", 1L));
  }

  @Test
  void theLastOfFieldsWithOneNameCounts() {
    assertThat(read("{\"a\": {\"b\": 1}, \"a\": {\"c\": 2, \"c\": 3}}", "a/b", "a/c"))
        .isEqualTo(Map.of("a", Map.of("c", 3L)));
  }

  @Test
  void aFieldThatIsWantedWholeHasAllOfIt() {
    for (List<String> paths : List.of(List.of("a", "a/b"), List.of("a/b", "a"))) {
      assertThat(read("{\"a\": {\"b\": 1, \"c\": 2}, \"d\": 3}", paths.toArray(String[]::new)))
          .isEqualTo(Map.of("a", Map.of("b", 1L, "c", 2L)));
    }
  }

  @Test
  void aPathIntoWhatHasNoFieldsFindsThatValue() {
    assertThat(read("[1, {\"a\": 2}]", "a")).isEqualTo(List.of(1L, Map.of("a", 2L)));
    assertThat(read("{\"a\": \"text\"}", "a/b")).isEqualTo(Map.of("a", "text"));
    assertThat(read("5", "a")).isEqualTo(5L);
  }

  @Test
  void whatIsNoUtf8HasNoAnswer() {
    for (byte[] bytes : List.of(new byte[] {'"', (byte) 0xE9, '"'}, new byte[] {(byte) 0xFF})) {
      assertThatThrownBy(() -> values.read(Bytes.of(bytes), wanted(WHOLE), "state"))
          .isInstanceOf(NoAnswer.class)
          .hasMessage("state is not JSON that can be read");
    }
  }

  @Test
  void whatIsTooDeepHasNoAnswer() {
    for (String path : List.of(WHOLE, "a")) {
      assertThat(read(nested(999), path)).isInstanceOf(Map.class);
      for (int tooDeep : List.of(1_000, 100_000)) {
        assertThatThrownBy(() -> read(nested(tooDeep), path)).isInstanceOf(NoAnswer.class);
      }
    }
  }

  private static String nested(int arrays) {
    return "{\"b\": " + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private Object read(String json, String... paths) {
    return values.read(Bytes.utf8(json), wanted(paths), "state");
  }

  private static Wanted wanted(String... paths) {
    Wanted wanted = new Wanted();
    for (String path : paths) {
      wanted.add(path.equals(WHOLE) ? List.of() : List.of(path.split("/")));
    }
    return wanted;
  }

  /** The same tree of the values that checks know. */
  private static Object known(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> known = new LinkedHashMap<>();
      map.forEach((name, value) -> known.put(name, known(value)));
      return known;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(JsonValuesTest::known).toList();
    }
    return tree == null ? Term.Null.NULL : tree;
  }
}
