package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks with a few events: that they run and that their outputs are right, not how fast.
 */
@Tag("proof")
class BenchCommandProof {

  @Test
  void everyOperatorPutsOutWhatItMust() {
    Outcome outcome =
        Commands.run(
            "bench",
            "operator",
            "--in-process",
            "--entities=200",
            "--events=4000",
            "--repetitions=1",
            "--backend=rocksdb",
            "--distribution=zipf");
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(8);
    assertThat(runs)
        .allMatch(
            line -> line.endsWith(line.matches("1 +A[12] .*") ? "output count ok" : "output ok"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aProcessOfItsOwnTellsWhatItMeasured() {
    Outcome outcome =
        Commands.run(
            "bench",
            "operator",
            "--only=lockstep",
            "--backend=heap",
            "--entities=50",
            "--events=500",
            "--repetitions=1",
            "--heap=512m");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("| lockstep | Lockstep ");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void whatWasWrittenIsDrawn(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("operator.json");
    Path svg = folder.resolve("operator.svg");
    Commands.run(
        "bench",
        "operator",
        "--in-process",
        "--only=A2,lockstep",
        "--backend=heap",
        "--entities=50",
        "--events=500",
        "--repetitions=2",
        "--json=" + json);
    Outcome drawn = Commands.run("bench", "plot", json.toString(), "--to=" + svg);
    assertThat(drawn.err()).isEmpty();
    assertThat(drawn.out()).isEqualTo(svg + "\n");
    assertThat(Files.readString(svg))
        .startsWith("<svg ")
        .containsOnlyOnce(">heap, 50 entities, uniform<")
        .containsOnlyOnce(">a2<")
        .containsOnlyOnce(">lockstep<")
        .containsPattern("> *\\d+ k \\(\\d+\\.\\.\\d+\\)<");
    Path other = Files.writeString(folder.resolve("other.json"), "[{\"a\":1}]");
    Outcome refused = Commands.run("bench", "plot", other.toString(), "--to=" + svg);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("of no benchmark that has a plot");
  }

  @Test
  void aRunOnFilesAccountsForEveryLine() {
    Outcome outcome =
        Commands.run(
            "bench",
            "files",
            "jobs/orders.yaml",
            "--input=jobs/samples/orders.jsonl",
            "--repetitions=1",
            "--heap=512m");
    assertThat(outcome.err()).isEmpty();
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(2);
    assertThat(runs).allMatch(line -> line.endsWith("output ok"));
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void everyJobBetweenTopicsPutsOutWhatItMust() {
    Outcome outcome =
        Commands.run(
            "bench",
            "kafka",
            "--in-process",
            "--only=B1-A4,B2-A4,B3,lockstep-all",
            "--entities=50",
            "--events=2000",
            "--repetitions=1",
            "--commit=300ms",
            "--heap=512m");
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(4).allMatch(line -> line.endsWith("output ok"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void everyOrderIsKept() {
    Outcome outcome =
        Commands.run(
            "bench", "parallelism", "--repetitions=1", "--slots=4", "--work=2ms", "--lasts=200ms");
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(3).allMatch(line -> line.endsWith("output ok"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aJobIsLookedAtWhileItHoldsAllThatItHasToHold() {
    Outcome outcome =
        Commands.run(
            "bench",
            "scale",
            "--in-process",
            "--entities=100,200",
            "--at-least=4000",
            "--checkpoint=300ms",
            "--repetitions=1");
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(2).allMatch(line -> line.endsWith("output ok"));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aJobThatLostItsTaskManagerPutsOutTheRest() {
    Outcome outcome =
        Commands.run("bench", "recovery", "--in-process", "--entities=100", "--repetitions=1");
    List<String> runs = outcome.out().lines().filter(line -> line.startsWith("1  ")).toList();
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0)).startsWith("1  pass through").endsWith("output count ok");
    assertThat(runs.get(1)).startsWith("1  Lockstep").endsWith("output ok");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void whatIsSentByAClockComesOut(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("latency.json");
    Outcome outcome =
        Commands.run(
            "bench",
            "latency",
            "--full-speed=20000",
            "--entities=50",
            "--warm-up=0s",
            "--lasts=300ms",
            "--repetitions=1",
            "--heap=512m",
            "--json=" + json);
    List<String> runs = outcome.out().lines().filter(line -> line.endsWith("output ok")).toList();
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0)).startsWith("at full speed: ");
    assertThat(runs.get(1)).startsWith("1  ");
    JsonNode delays = new ObjectMapper().readTree(json.toFile()).path(0).path("measured");
    assertThat(delays.path("inOrder").path("count").asLong()).isPositive();
    assertThat(delays.path("held").path("count").asLong()).isPositive();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aPartCanBeMeasuredByItself() {
    Outcome outcome =
        Commands.run("bench", "jmh", "readEvent", "--forks=0", "--iterations=1", "--millis=10");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void whatIsNotThereIsWrongUsage() {
    Outcome outcome = Commands.run("bench", "operator", "--only=A9");
    assertThat(outcome.err()).contains("there is no `A9`: [A0, A1,");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(Commands.run("bench", "jmh", "nothing").exit()).isEqualTo(2);
  }
}
