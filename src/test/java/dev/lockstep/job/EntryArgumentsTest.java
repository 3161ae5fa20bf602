package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.job.EntryArguments.Step;
import dev.lockstep.savepoint.Price;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code flink run} takes after the jar. */
class EntryArgumentsTest {
  @Test
  void aSpecAloneIsCheckedAndStarted() {
    assertThat(EntryArguments.of("--spec", "a.yaml"))
        .isEqualTo(
            new EntryArguments(
                Path.of("a.yaml"), List.of(), Set.of(), false, false, Step.CHECK_AND_START));
  }

  @Test
  void allOptionsTogether() {
    assertThat(
            EntryArguments.of(
                "--set",
                "a=1",
                "--accept",
                "topics",
                "--create-topics",
                "--spec",
                "a.yaml",
                "--set",
                "b=2",
                "--accept",
                "outputs",
                "--skip-entities",
                "--check-only"))
        .isEqualTo(
            new EntryArguments(
                Path.of("a.yaml"),
                List.of("a=1", "b=2"),
                Set.of(Price.TOPICS, Price.OUTPUTS),
                true,
                true,
                Step.CHECK));
  }

  @Test
  void whatIsNoPriceIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> EntryArguments.of("--spec", "a.yaml", "--accept", "all"))
        .isInstanceOf(StartRefused.class)
        .hasMessage("--accept takes event-id, topics, outputs, not `all`");
  }

  @ParameterizedTest
  @CsvSource({
    "--specs, --specs",
    "--spec, --spec without a value",
    "--create-topics, no --spec",
  })
  void whatIsNotUnderstoodIsNamedWithTheUsage(String argument, String found) {
    assertThatThrownBy(() -> EntryArguments.of(argument))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("usage: --spec FILE [--set KEY=VALUE]...")
        .hasMessageEndingWith("; found " + found);
  }
}
