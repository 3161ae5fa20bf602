package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.cluster.CheckpointReport;
import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.JobSummary;
import dev.lockstep.cluster.Submission;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.spec.SpecYaml;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is said of a way back, or of options that contradict, before anything is done. */
class WayBackTest {
  private static final String SPEC =
      """
      lockstep: 1
      name: orders
      source: {kafka: {bootstrap-servers: "localhost:9092", topics: [orders]}}
      event: {entity: /orderId, id: /eventId, type: /type, version: /version, time: /at}
      outputs:
        state: {kafka: {topic: orders-state}}
      """;

  private final StringWriter said = new StringWriter();
  @TempDir private Path folder;

  @Test
  void aSpecThatTheRunningJobsStateGoesOnUnderIsAWayBack() throws Exception {
    Path file = spec(SPEC.replace("topics: [orders]", "topics: [orders, returns]"));
    Submission back = Objects.requireNonNull(wayBack(file), "a way back");
    assertThat(back.jar()).isEqualTo(jar());
    assertThat(back.arguments())
        .containsExactly("--spec", file.toString(), "--set", "flink.parallelism=2");
    assertThat(said.toString()).doesNotContain("error");
  }

  @Test
  void aSpecThatIsNotThereIsNone() {
    assertNone(folder.resolve("missing.yaml"), "there is no such file");
  }

  @Test
  void aSpecWithErrorsIsNone() throws Exception {
    assertNone(spec(SPEC.replace("state:", "stat:")), "has errors: see above");
    assertThat(said.toString()).contains("stat");
  }

  @Test
  void theSpecOfAnotherJobIsNone() throws Exception {
    assertNone(
        spec(SPEC.replace("name: orders", "name: wallet")), "is of the job `wallet`, and `orders`");
  }

  @Test
  void aSpecThatTheStateDoesNotGoOnUnderIsNone() throws Exception {
    assertNone(
        spec(SPEC.replace("/orderId", "/customerId")),
        "refused entity: /orderId, and now /customerId");
  }

  @Test
  void aSpecThatHasAPriceIsNone() throws Exception {
    assertNone(spec(SPEC.replace("/eventId", "/uuid")), "needs flag event id: ");
  }

  @Test
  void aJarThatIsNotThereIsCalledByItsOption() throws Exception {
    Path file = spec(SPEC);
    assertThatThrownBy(() -> wayBack(file, "--back-jar", folder.resolve("no.jar").toString()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--back-jar ")
        .hasMessageEndingWith("no.jar: there is no such file");
  }

  @Test
  void whoDoesWithoutHasNothingToGoBackTo() {
    for (String given : List.of("--back-to=before.yaml", "--back-jar=before.jar")) {
      Outcome outcome =
          Commands.run(
              "upgrade",
              Commands.spec("good/smallest"),
              "--cluster=[::1]:1",
              "--no-way-back",
              given);
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("nothing to go back to with --no-way-back", given.split("=", -1)[0]);
    }
  }

  @Test
  void whatIsAboutASavepointIsNotForAJobThatBeginsAnew() {
    for (String given :
        List.of("--accept=topics", "--skip-entities", "--allow-non-restored-state")) {
      Outcome outcome =
          Commands.run("submit", Commands.spec("good/smallest"), "--cluster=[::1]:1", given);
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
      assertThat(outcome.err())
          .contains(given.split("=", -1)[0] + ": only for a job that goes on from a savepoint");
    }
  }

  private void assertNone(Path file, String why) {
    assertThatThrownBy(() -> wayBack(file))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("there would be no way back: ")
        .hasMessageContaining(why)
        .hasMessageContaining("--back-to SPEC, or --no-way-back")
        .hasMessageEndingWith("Nothing was stopped");
  }

  private @Nullable Submission wayBack(Path file) throws Exception {
    return wayBack(file, "--back-jar", jar().toString());
  }

  private @Nullable Submission wayBack(Path file, String... jar) throws Exception {
    WayBack wayBack = new WayBack();
    CommandLine.populateCommand(wayBack, "--back-to", file.toString(), jar[0], jar[1]);
    JobSpec running = Objects.requireNonNull(SpecParser.parse(SPEC, List.of(), Map.of()).spec());
    return wayBack.of(report(running), running, folder, new PrintWriter(said, true));
  }

  private static JobReport report(JobSpec running) {
    return new JobReport(
        new JobSummary("a", running.name(), JobStatus.RUNNING, 1),
        1,
        4,
        4,
        2,
        0,
        null,
        new CheckpointReport(1, 0, "file:/chk-1", 1, 1, null, null, false),
        Map.of("lockstep.spec", SpecYaml.of(running)));
  }

  private Path spec(String text) throws Exception {
    return Files.writeString(folder.resolve("back.yaml"), text);
  }

  private Path jar() throws Exception {
    Path jar = folder.resolve("lockstep.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("dev/lockstep/job/LockstepJob.class"));
    }
    return jar;
  }
}
