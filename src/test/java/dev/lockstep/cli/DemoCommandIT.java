package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.demo.Demonstration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lockstep demo}, with the real job. */
class DemoCommandIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<String> names() {
    return Demonstration.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void oneConsumerIsRightEightAreWrongAndLockstepIsRight(String name) {
    assertThat(run("demo", name)).as(err.toString()).isZero();

    assertThat(out.toString())
        .containsPattern("wrong +0 of (\\d) +0 of \\1 +[1-8] of \\1 +0 of \\1\n")
        .containsPattern("Without: [1-8] of \\d wrong, without an error or an alert\\.")
        .containsPattern("With: 0 of \\d wrong\\.")
        .contains("name: " + name + "\n")
        .contains("./lockstep run jobs/" + name + ".yaml --input jobs/samples/" + name + ".jsonl");
    assertThat(sumOfVerdicts()).isEqualTo(number("(\\d+) events received"));
    assertThat(number("(\\d+) still waiting")).isZero();
    assertThat(out.toString()).doesNotContain("\u001b");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theWalletFreezesAnAccount() {
    assertThat(run("demo", "wallet", "--seed", "2")).as(err.toString()).isZero();

    assertThat(out.toString()).containsPattern("\\d, frozen <- wrong");
    assertThat(number("(\\d+) accounts are frozen")).isPositive();
  }

  @Test
  void aNameThatIsNoneIsWrongUsageAndTheNamesAreTold() {
    assertThat(run("demo", "doors")).isEqualTo(2);

    assertThat(err.toString()).contains("doors").contains(Demonstration.names());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theListTellsEachInALine() {
    assertThat(run("demo", "--list")).isZero();

    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactlyElementsOf(Demonstration.names());
  }

  @Test
  void aStateThatIsNotTheTruthIsAFinding() {
    Map<String, Map<String, String>> truth = Map.of("front", Map.of("lock", "locked"));

    assertThat(DemoCommand.exitCode(truth, new TreeMap<>(truth))).isZero();
    assertThat(DemoCommand.exitCode(truth, Map.of())).isEqualTo(1);
    assertThat(DemoCommand.exitCode(truth, Map.of("front", Map.of("lock", "open")))).isEqualTo(1);
  }

  private long sumOfVerdicts() {
    return Pattern.compile("^ +(\\d+) .*(?:\\([A-Z]+\\)|\\(held\\))$", Pattern.MULTILINE)
        .matcher(out.toString())
        .results()
        .mapToLong(each -> Long.parseLong(each.group(1)))
        .sum();
  }

  private long number(String pattern) {
    return Pattern.compile(pattern)
        .matcher(out.toString())
        .results()
        .mapToLong(each -> Long.parseLong(each.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
