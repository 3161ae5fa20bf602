package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.demo.Mishap;
import dev.lockstep.reconcile.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
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
    assertThat(run("demo", name)).as(out + "\n" + err).isZero();

    assertOnlyEightConsumersAreWrong();
    assertThat(out.toString())
        .contains("name: " + name + "\n")
        .contains("./lockstep run jobs/" + name + ".yaml --input jobs/samples/" + name + ".jsonl")
        .contains("without a key");
    assertThat(number("(\\d+) events were in the topic"))
        .isEqualTo(number("(\\d+) events \\(seed 1\\)") + sentAgain() + ofMishap(name));
  }

  private static int ofMishap(String name) {
    Mishap mishap = Demonstration.of(name, false, 1).mishap();
    return mishap == null ? 0 : mishap.lines().size();
  }

  @Test
  void anOrderThatGoesWrongWaitsAloneUntilAPersonMendsIt() {
    assertThat(run("demo", "orders")).as(out + "\n" + err).isZero();

    assertThat(out.toString())
        .containsPattern("order-X +violation +order-X-2 +paid-in-full +\\S+ +2\n")
        .contains("order-X: event.type = \"OrderPaid\", state.paid = 6, state.total = 60")
        .contains("order-Y has come to its end meanwhile: delivered, 60.00.")
        .contains("order-X  CONTROL_DONE: REPLACE of order-X-2 by demo: 60.00 were paid, not 6.00")
        .contains("goes on in order, versions 1, 2, 3: shipped, 60.00.")
        .contains(" 1 came from an operator, for another")
        .contains(" (ABANDONED)");
  }

  @Test
  void aKeyDoesNotHelpTheWalletWhoseAccountsAreFrozen() {
    assertThat(run("demo", "wallet", "--keyed", "--seed", "2")).as(out + "\n" + err).isZero();

    assertOnlyEightConsumersAreWrong();
    assertThat(out.toString())
        .contains("with the account as key")
        .containsPattern("\\d, frozen <- wrong");
    assertThat(number("(\\d+) accounts are frozen")).isPositive();
  }

  private void assertOnlyEightConsumersAreWrong() {
    assertThat(out.toString())
        .containsPattern("wrong +0 of (\\d) +0 of \\1 +[1-8] of \\1 +0 of \\1\n")
        .containsPattern("Without: [1-8] of \\d wrong, without an error or an alert\\.")
        .containsPattern("With: 0 of \\d wrong\\.")
        .contains("Nothing is lost: ")
        .doesNotContain("\u001b");
    assertThat(sumOfVerdicts())
        .isEqualTo(
            number("(\\d+) events were in the topic")
                + numberIfAny("(\\d+) came from an operator"));
    assertThat(number("(\\d+) still waiting")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  /** What producers and consumers wrote to the topic once more. */
  private long sentAgain() {
    return numberIfAny("(\\d+) events? came twice") + numberIfAny("(\\d+) calls? failed");
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
  void aStateThatIsNotTheTruthAndAnEventThatIsNotAccountedForAreFindings() {
    Map<String, Map<String, String>> truth = Map.of("front", Map.of("lock", "locked"));
    Map<Verdict, Long> verdicts = Map.of(Verdict.APPLIED, 2L, Verdict.DUPLICATE, 1L);

    assertThat(DemoCommand.exitCode(truth, new DemoResult(4, truth, verdicts, 1))).isZero();
    assertThat(DemoCommand.exitCode(truth, new DemoResult(4, truth, verdicts, 0))).isEqualTo(1);
    assertThat(DemoCommand.exitCode(truth, new DemoResult(4, truth, verdicts, 2))).isEqualTo(1);
    assertThat(DemoCommand.exitCode(truth, new DemoResult(4, Map.of(), verdicts, 1))).isEqualTo(1);
    Map<String, Map<String, String>> open = Map.of("front", Map.of("lock", "open"));
    assertThat(DemoCommand.exitCode(truth, new DemoResult(4, open, verdicts, 1))).isEqualTo(1);
  }

  private long sumOfVerdicts() {
    return Pattern.compile("^ +(\\d+) .*(?:\\([A-Z]+\\)|\\(held\\))$", Pattern.MULTILINE)
        .matcher(out.toString())
        .results()
        .mapToLong(each -> Long.parseLong(each.group(1)))
        .sum();
  }

  private long number(String pattern) {
    return numbers(pattern).findFirst().orElseThrow();
  }

  private long numberIfAny(String pattern) {
    return numbers(pattern).findFirst().orElse(0);
  }

  private LongStream numbers(String pattern) {
    return Pattern.compile(pattern)
        .matcher(out.toString())
        .results()
        .mapToLong(each -> Long.parseLong(each.group(1)));
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }
}
