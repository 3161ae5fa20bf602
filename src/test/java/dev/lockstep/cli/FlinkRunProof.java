package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flink's own command line, on the classes of a distribution, with the jar and nothing else. */
@Tag("proof")
class FlinkRunProof {
  private static final String ORDERS = "jobs/orders.yaml";
  private static final OrderStory STORY = new OrderStory(20, 3);

  private static ClusterSite site;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws Exception {
    site = ClusterSite.open();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void aJobGoesOnFromItsSavepointInOrderAndOnce() throws Exception {
    Said missing = run(List.of(), List.of());
    assertThat(missing.exit()).as(missing.text()).isEqualTo(1);
    assertThat(missing.text()).contains("topic `orders` does not exist");

    Said begun = run(List.of("-p", "2"), List.of("--create-topics"));
    assertThat(begun.exit()).as(begun.text()).isZero();
    site.send("orders", STORY.events(4, 2, 1));
    awaitApplied(2);
    String savepoint = stopped(begun);

    Said refused =
        run(List.of("-s", savepoint), List.of("--set", "event.source=/nowhere", "--create-topics"));
    assertThat(refused.exit()).as(refused.text()).isEqualTo(1);
    assertThat(refused.text())
        .contains("id /eventId, source null, and now id /eventId, source /nowhere", "event-id");

    Said again = run(List.of("-s", savepoint, "-p", "3"), List.of());
    assertThat(again.exit()).as(again.text()).isZero();
    site.send("orders", STORY.events(6, 3, 5));
    awaitApplied(STORY.versions());
    stopped(again);

    assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(STORY.versions()));
    assertThat(site.versions("orders-state")).isEqualTo(STORY.inOrder(STORY.versions()));
    for (String none : List.of("dead-letters", "incidents", "quarantine", "analytics")) {
      assertThat(site.committed("orders-" + none)).as(none).isEmpty();
    }
  }

  private Said run(List<String> ofFlink, List<String> ofTheJob) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", "-d"));
    command.addAll(ofFlink);
    command.addAll(List.of("-c", "dev.lockstep.job.LockstepJob"));
    command.addAll(List.of(System.getProperty("lockstep.jar"), "--spec", ORDERS));
    for (String each :
        List.of(
            "source.kafka.bootstrap-servers=" + site.brokers(),
            "flink.checkpoint-interval=300ms",
            "order.on-gap=wait")) {
      command.addAll(List.of("--set", each));
    }
    command.addAll(ofTheJob);
    return flink(command);
  }

  private String stopped(Said begun) throws Exception {
    Said stopped =
        flink(List.of("stop", "-p", folder.toUri().toString(), begun.find("JobID (\\w+)")));
    assertThat(stopped.exit()).as(stopped.text()).isZero();
    return stopped.find("Savepoint completed. Path: (\\S+)");
  }

  private Said flink(List<String> arguments) throws IOException, InterruptedException {
    LocalCluster cluster = site.flink();
    Path said = Files.createTempFile(folder, "said", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // as Flink's own script has it
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                Files.readString(cluster.folder().resolve("classpath")),
                "org.apache.flink.client.cli.CliFrontend"));
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("FLINK_CONF_DIR", cluster.folder().resolve("conf").toString());
    int exit = process.redirectOutput(said.toFile()).start().waitFor();
    return new Said(exit, Files.readString(said));
  }

  private static void awaitApplied(int last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(last)));
  }

  private record Said(int exit, String text) {
    String find(String pattern) {
      Matcher found = Pattern.compile(pattern).matcher(text);
      assertThat(found.find()).as(text).isTrue();
      return found.group(1);
    }
  }
}
