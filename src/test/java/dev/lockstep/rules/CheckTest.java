package dev.lockstep.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What checks say of states: the table in {@code rules/checks.txt}. */
class CheckTest {
  private static final Pattern ROW = Pattern.compile("(.*?) :: (.*) => (.*)");

  @TestFactory
  List<DynamicTest> eachCheckSaysWhatTheTableSays() {
    return Table.rows("checks.txt", ROW).stream()
        .map(row -> DynamicTest.dynamicTest(row.group(), () -> says(row)))
        .toList();
  }

  private static void says(MatchResult row) {
    assertThat(Asking.of(row.group(1), row.group(2))).isEqualTo(row.group(3));
  }
}
