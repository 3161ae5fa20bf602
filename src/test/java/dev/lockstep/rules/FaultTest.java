package dev.lockstep.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with checks, and where: the table in {@code rules/faults.txt}. */
class FaultTest {
  private static final Pattern ROW = Pattern.compile("(.*) => (.*)");

  @TestFactory
  List<DynamicTest> eachCheckHasTheFaultOfTheTableAndNoOther() {
    return Table.rows("faults.txt", ROW).stream()
        .map(row -> DynamicTest.dynamicTest(row.group(), () -> hasTheFault(row)))
        .toList();
  }

  private static void hasTheFault(MatchResult row) {
    assertThat(faults(row.group(1))).containsExactly(row.group(2));
  }

  private static List<String> faults(String check) {
    return Check.of(check).faults().stream().map(FaultTest::shown).toList();
  }

  private static String shown(Fault fault) {
    return "1:"
        + (fault.offset() + 1)
        + " "
        + fault.message()
        + " | "
        + orDash(fault.hint())
        + " | "
        + orDash(fault.unknown());
  }

  private static String orDash(String text) {
    return text == null ? "-" : text;
  }

  @Test
  void eachMistakeOfItsOwnIsTold() {
    assertThat(faults("stat.a == 1 && event.typ == 2"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("1:1 `stat`");
  }

  @Test
  void placesAreCountedInCodePointsOverAllLines() {
    assertThat(Check.of("state.a == '😀' &&\n  nope == 1").faults())
        .extracting(Fault::offset)
        .containsExactly(20);
    assertThat(Check.of("state.a == '😀' && nope == 1").faults())
        .extracting(Fault::offset)
        .containsExactly(18);
  }

  @Test
  void aCheckIsNotLongerThanItMayBe() {
    String longest = "state.a == '" + "x".repeat(Language.LENGTH_AT_MOST - 13) + "'";
    assertThat(faults(longest)).isEmpty();
    assertThat(faults(longest + " "))
        .containsExactly(
            "1:1 a check is at most 2000 characters long | divide it into several invariants | -");
  }

  @Test
  void aCheckIsNotNestedDeeperThanItMayBe() {
    assertThat(faults("(".repeat(30) + "state.a" + ")".repeat(30))).isEmpty();
    assertThat(faults("(".repeat(900) + "state.a" + ")".repeat(900)))
        .containsExactly(
            "1:1 a check is nested at most 40 deep | divide it into several invariants | -");
    assertThat(faults("!".repeat(1) + "-".repeat(1900) + "1 == 1")).isNotEmpty();
    assertThat(faults("[".repeat(900) + "]".repeat(900) + " == 1")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "//", "// only a comment"})
  void anEmptyCheckEndsTooEarly(String check) {
    assertThat(faults(check))
        .singleElement()
        .asString()
        .contains("the check ends too early | is a value or a bracket missing?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "previous.a <= state.a",
        "event.type != 'Set' || previous.a <= state.a",
        "has(previous.a.b)",
      })
  void whoeverReadsPreviousShouldAskWhetherThereIsOne(String check) {
    assertThat(Check.of(check).faults()).isEmpty();
    assertThat(Check.of(check).takesPreviousForGranted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "previous == null || previous.a <= state.a",
        "!has(previous.a) || previous.a <= state.a",
        "previous == state",
        "state.previous.a == 1",
        "[1].all(previous, previous == 1)",
      })
  void whoeverAsksWhetherThereIsAPreviousMayReadIt(String check) {
    assertThat(Check.of(check).faults()).isEmpty();
    assertThat(Check.of(check).takesPreviousForGranted()).isFalse();
  }
}
