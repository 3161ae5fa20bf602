package dev.lockstep.reduce;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import dev.lockstep.reduce.FieldFold.Distinct;
import dev.lockstep.reduce.FieldFold.Max;
import dev.lockstep.reduce.FieldFold.Min;
import dev.lockstep.reduce.FieldFold.Sum;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How states follow from events. */
final class ReducersTest {
  private static final Reducer REPLACE = Reducing.of(new Reduction.Replace());
  private static final Reducer PATCH = Reducing.of(new Reduction.Patch());

  private static Reducer sum(String... negate) {
    return Reducing.field(new Sum("/a", Set.of(negate)));
  }

  @Test
  void replaceKeepsTheLastDataDigitByDigitAndWithoutSpace() {
    String data =
        " { \"a\" : 12.10 , \"b c\" : [ 1E400,\n\t9007199254740993 ], \"q\": \"x \\\" y\\\\\" } ";
    assertThat(Reducing.fold(REPLACE, "{\"old\":1}", data))
        .isEqualTo("{\"a\":12.10,\"b c\":[1E400,9007199254740993],\"q\":\"x \\\" y\\\\\"}");
  }

  /** A text of JSON and what is left of it without the space outside of its own texts. */
  @Property(tries = 500)
  void replaceTakesOnlyTheSpaceBetween(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder data = new StringBuilder("[");
    StringBuilder compact = new StringBuilder("[");
    for (int i = random.nextInt(8); i >= 0; i--) {
      String text = "\"" + texts(random) + "\"";
      String separator = i == 0 ? "]" : ",";
      data.append(spaces(random)).append(text).append(spaces(random)).append(separator);
      compact.append(text).append(separator);
    }
    assertThat(Reducing.fold(REPLACE, data.toString())).isEqualTo(compact.toString());
  }

  private static String texts(Random random) {
    String[] parts = {" ", "\\\"", "\\\\", "\\n", "a", "é", "0123456789", "[,]", "\\u0022"};
    return random
        .ints(random.nextInt(12), 0, parts.length)
        .mapToObj(i -> parts[i])
        .collect(joining());
  }

  private static String spaces(Random random) {
    return random
        .ints(random.nextInt(3), 0, 4)
        .mapToObj(i -> " \n\r\t".substring(i, i + 1))
        .collect(joining());
  }

  @Test
  void replaceDoesNotHoldOnToTheRecord() {
    Event event = Reducing.event("T", "{}");
    assertThat(REPLACE.apply(null, event).array()).isNotSameAs(event.data().array());
  }

  /** The table of RFC 7396, appendix A, and what its text says besides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"}         | {\"a\":\"c\"}                    | {\"a\":\"c\"}",
        "{\"a\":\"b\"}         | {\"b\":\"c\"}                    | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}         | {\"a\":null}                     | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}                 | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]}       | {\"a\":\"c\"}                    | {\"a\":\"c\"}",
        "{\"a\":\"c\"}         | {\"a\":[\"b\"]}                  | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]}                    | {\"a\":[1]}",
        "[\"a\",\"b\"]         | [\"c\",\"d\"]                    | [\"c\",\"d\"]",
        "{\"a\":\"b\"}         | [\"c\"]                          | [\"c\"]",
        "{\"a\":\"foo\"}       | null                             | null",
        "{\"a\":\"foo\"}       | \"bar\"                          | \"bar\"",
        "{\"e\":null}          | {\"a\":1}                        | {\"e\":null,\"a\":1}",
        "[1,2]                 | {\"a\":\"b\",\"c\":null}         | {\"a\":\"b\"}",
        "{}                    | {\"a\":{\"bb\":{\"ccc\":null}}}  | {\"a\":{\"bb\":{}}}",
        "{\"a\":1,\"b\":2}     | {\"c\":3,\"a\":9}                | {\"a\":9,\"b\":2,\"c\":3}"
      })
  void patchMergesAsRfc7396Says(String state, String patch, String result) {
    Bytes after = PATCH.apply(Bytes.utf8(state), Reducing.event("T", patch));
    assertThat(after).isEqualTo(Bytes.utf8(result));
  }

  @Test
  void patchOfNoStateIsThePatchWithoutItsNulls() {
    assertThat(Reducing.fold(PATCH, "{\"a\":null,\"b\":{\"c\":null,\"d\":1}}"))
        .isEqualTo("{\"b\":{\"d\":1}}");
  }

  @Test
  void patchKeepsEveryNumberExactly() {
    String numbers =
        "{\"a\":12.10,\"b\":9007199254740993,\"c\":123456789012345678901234567890.5,\"d\":1E+400}";
    assertThat(Reducing.fold(PATCH, numbers, "{\"e\":0.0}"))
        .isEqualTo(numbers.replace("}", ",\"e\":0.0}"));
  }

  @Test
  void textsOfAllKindsSurviveAPatch() {
    String texts = "{\"a\":\"é✓𝄞\\u0000\\n\",\"b\":\"\\ud800\"}";
    JsonNode after = ExactJson.read(Bytes.utf8(Reducing.fold(PATCH, texts)));
    assertThat(after).isEqualTo(ExactJson.read(Bytes.utf8(texts)));
  }

  @Test
  void sumAddsExactlyAndKeepsTheDecimals() {
    assertThat(Reducing.fold(sum(), "{\"a\":12.10}", "{\"a\":0.90}")).isEqualTo("{\"f\":13.00}");
    assertThat(Reducing.fold(sum(), "{\"a\":0.1}", "{\"a\":0.2}")).isEqualTo("{\"f\":0.3}");
    assertThat(Reducing.fold(sum(), "{\"a\":9007199254740993}", "{\"a\":1}"))
        .isEqualTo("{\"f\":9007199254740994}");
    assertThat(Reducing.fold(sum(), "{\"a\":1e2}", "{\"a\":1}")).isEqualTo("{\"f\":101}");
    assertThat(Reducing.fold(sum(), "{\"a\":1e2}")).isEqualTo("{\"f\":100}");
  }

  @Test
  void sumTakesAwayTheTypesToNegate() {
    Reducer wallet = sum("Debited");
    Bytes credited = wallet.apply(null, Reducing.event("Credited", "{\"a\":10.00}"));
    Bytes debited = wallet.apply(credited, Reducing.event("Debited", "{\"a\":2.5}"));
    assertThat(debited.utf8()).isEqualTo("{\"f\":7.50}");
  }

  @Test
  void highestAndLowestCompareNumbersByValueAndTextsByCodePoint() {
    Reducer max = Reducing.field(new Max("/a"));
    Reducer min = Reducing.field(new Min("/a"));
    assertThat(Reducing.fold(max, "{\"a\":9}", "{\"a\":10}", "{\"a\":-11}"))
        .isEqualTo("{\"f\":10}");
    assertThat(Reducing.fold(min, "{\"a\":9}", "{\"a\":10}")).isEqualTo("{\"f\":9}");
    assertThat(Reducing.fold(max, "{\"a\":9007199254740992}", "{\"a\":9007199254740993}"))
        .isEqualTo("{\"f\":9007199254740993}");
    assertThat(Reducing.fold(max, "{\"a\":\"9\"}", "{\"a\":\"10\"}")).isEqualTo("{\"f\":\"9\"}");
    assertThat(
            ExactJson.read(Bytes.utf8(Reducing.fold(max, "{\"a\":\"\uFFFD\"}", "{\"a\":\"𝄞\"}"))))
        .isEqualTo(ExactJson.read(Bytes.utf8("{\"f\":\"𝄞\"}")));
    assertThat(Reducing.fold(max, "{\"a\":1E999999999}", "{\"a\":2}"))
        .isEqualTo("{\"f\":1E+999999999}");
  }

  @Test
  void ofEqualNumbersTheOneWithMoreDecimalsStaysInAnyOrder() {
    for (FieldFold fold : Set.of(new Max("/a"), new Min("/a"))) {
      Reducer reducer = Reducing.field(fold);
      assertThat(Reducing.fold(reducer, "{\"a\":1.0}", "{\"a\":1}")).isEqualTo("{\"f\":1.0}");
      assertThat(Reducing.fold(reducer, "{\"a\":1}", "{\"a\":1.0}")).isEqualTo("{\"f\":1.0}");
    }
  }

  @Test
  void aSetHoldsEachValueOnceSorted() {
    Reducer set = Reducing.field(new Distinct("/a"));
    assertThat(
            Reducing.fold(
                set,
                "{\"a\":\"b\"}",
                "{\"a\":10}",
                "{\"a\":\"a\"}",
                "{\"a\":9.0}",
                "{\"a\":true}",
                "{\"a\":9}",
                "{\"a\":\"b\"}",
                "{\"a\":false}"))
        .isEqualTo("{\"f\":[false,true,9.0,10,\"a\",\"b\"]}");
  }

  @Test
  void aFieldThatIsMissingOrNullStaysAsItIs() {
    for (FieldFold fold :
        Set.of(new Sum("/a", Set.of()), new Max("/a"), new Min("/a"), new Distinct("/a"))) {
      Reducer reducer = Reducing.field(fold);
      String one = Reducing.fold(reducer, "{\"a\":1}");
      assertThat(Reducing.fold(reducer, "{\"a\":1}", "{}", "{\"a\":null}", "7", "[]"))
          .isEqualTo(one);
      assertThat(Reducing.fold(reducer, "{}")).isEqualTo("{}");
    }
  }

  @Test
  void fieldsAreFoldedByThemselvesAndListedInTheOrderOfTheSpec() {
    Map<String, FieldFold> folds = new LinkedHashMap<>();
    folds.put("z", new Sum("/n", Set.of()));
    folds.put("a", new Max("/deep/0/x"));
    Reducer reducer = Reducing.of(new Reduction.Fields(folds));
    assertThat(
            Reducing.fold(reducer, "{\"deep\":[{\"x\":3}]}", "{\"n\":1}", "{\"n\":2,\"deep\":[]}"))
        .isEqualTo("{\"z\":3,\"a\":3}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "true", "[1]", "{\"b\":1}"})
  void whatIsNoNumberIsNotAdded(String value) {
    assertThatThrownBy(() -> Reducing.fold(sum(), "{\"a\":1}", "{\"a\":" + value + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("f of /a: not a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "[1]", "{}", "\"text\""})
  void highestAndLowestTakeNeitherOtherKindsNorAMix(String value) {
    for (FieldFold fold : Set.of(new Max("/a"), new Min("/a"))) {
      assertThatThrownBy(
              () -> Reducing.fold(Reducing.field(fold), "{\"a\":1}", "{\"a\":" + value + "}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("f of /a");
    }
  }

  @Test
  void aSetTakesNoContainers() {
    assertThatThrownBy(() -> Reducing.fold(Reducing.field(new Distinct("/a")), "{\"a\":[1]}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e2147483647", "1e1000", "1e-1000"})
  void aNumberWithTooManyDigitsIsNotAdded(String bomb) {
    assertThatThrownBy(() -> Reducing.fold(sum(), "{\"a\":1}", "{\"a\":" + bomb + "}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reducing.fold(sum(), "{\"a\":" + bomb + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLargestSumsCanBeReadAgain() {
    String nines = "9".repeat(998);
    String sum = Reducing.fold(sum(), "{\"a\":" + nines + "}", "{\"a\":0.25}", "{\"a\":0}");
    assertThat(sum).isEqualTo("{\"f\":" + nines + ".25}");
    assertThatThrownBy(
            () -> Reducing.fold(sum(), "{\"a\":" + nines + "}", "{\"a\":0.25}", "{\"a\":0.001}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}{}", "nothing"})
  void whatIsNoJsonFailsLoudly(String data) {
    Reducer user = Reducing.of(new Reduction.UserClass(UserReducerTest.Account.class.getName()));
    for (Reducer reducer : new Reducer[] {PATCH, sum(), user}) {
      assertThatThrownBy(() -> Reducing.fold(reducer, data))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("JSON");
    }
  }

  @Test
  void reductionsSayWhichOrdersTheyBear() {
    assertThat(new Reduction.Replace().isFullState()).isTrue();
    assertThat(new Reduction.Replace().isCommutative()).isFalse();
    assertThat(new Reduction.Patch().isFullState()).isFalse();
    assertThat(new Reduction.Patch().isCommutative()).isFalse();
    assertThat(new Reduction.Fields(Map.of()).isFullState()).isFalse();
    assertThat(new Reduction.Fields(Map.of()).isCommutative()).isTrue();
    assertThat(new Reduction.UserClass("x").isFullState()).isFalse();
    assertThat(new Reduction.UserClass("x").isCommutative()).isFalse();
  }
}
