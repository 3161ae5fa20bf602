package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.cluster.ClusterAddress;
import dev.lockstep.cluster.FlinkCluster;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands on a real cluster: a job manager and a task manager, each a process of its own. */
class ClusterCommandsIT {
  private static final String ORDERS = "jobs/orders.yaml";
  private static final OrderStory STORY = new OrderStory(20, 97);

  private static ClusterSite site;

  @BeforeAll
  static void open() throws Exception {
    site = ClusterSite.open();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void aJobGoesOnFromItsSavepointOnMoreSubtasksInOrderAndOnce() throws Exception {
    Outcome missing = site.run("submit", ORDERS);
    assertThat(missing.exit()).as(missing.toString()).isEqualTo(3);
    assertThat(missing.err()).contains("topic `orders` does not exist", "--create-topics");

    Outcome submitted =
        site.run(
            "submit",
            ORDERS,
            "--create-topics",
            "--parallelism=2",
            "--set=flink.properties={some.password: ladybird}");
    assertThat(submitted.exit()).as(submitted.toString()).isZero();
    assertThat(submitted.out()).contains("orders runs on " + site.flink().address());
    JsonNode status = status(0);
    assertThat(status.path("state").asText()).isEqualTo("RUNNING");
    assertThat(status.path("parallelism").asInt()).isEqualTo(2);
    assertItTellsItsSpecAndNoSecret(status.path("job").asText());
    assertASecondOneIsRefused();

    site.send("orders", STORY.events(82));
    site.send("orders", STORY.events(range(1, 80)));
    awaitApplied(80);
    Outcome stopped = site.run("stop", ORDERS, "--savepoint");
    assertThat(stopped.exit()).as(stopped.toString()).isZero();
    assertThat(status(1).path("state").asText()).isEqualTo("FINISHED");

    assertThat(
            Commands.run("savepoint", "inspect", ClusterSite.savepoint(stopped), "--entity", "o7")
                .out())
        .as("what is kept apart from its entity")
        .containsPattern("remembered +80\n");
    assertWhatHasAPriceIsAskedForOfTheSavepoint(ClusterSite.savepoint(stopped));
    Outcome again =
        site.run(
            "submit",
            ORDERS,
            "--parallelism=3",
            "--set=control=",
            "--from-savepoint=" + ClusterSite.savepoint(stopped));
    assertThat(again.exit()).as(again.toString()).isZero();
    assertThat(status(0).path("parallelism").asInt()).isEqualTo(3);
    site.send("orders", STORY.events(range(1, 40)));
    site.send("orders", STORY.events(range(83, 100)));
    site.send("orders", STORY.events(81));
    awaitApplied(STORY.versions());
    assertThat(site.run("stop", ORDERS, "--savepoint").exit()).isZero();

    assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(STORY.versions()));
    assertThat(site.versions("orders-state")).isEqualTo(STORY.inOrder(STORY.versions()));
    for (String none : new String[] {"dead-letters", "incidents", "quarantine", "analytics"}) {
      assertThat(site.committed("orders-" + none)).as(none).isEmpty();
    }
  }

  private static void assertItTellsItsSpecAndNoSecret(String job) throws Exception {
    Map<String, String> parameters =
        new FlinkCluster(ClusterAddress.of(site.flink().address())).report(job).parameters();
    assertThat(parameters.get("lockstep.spec"))
        .contains("name: orders", "parallelism: 2", "some.password: '***'");
    assertThat(parameters.get("lockstep.jars")).endsWith(".jar");
    assertThat(parameters.toString()).doesNotContain("ladybird");
  }

  private static void assertWhatHasAPriceIsAskedForOfTheSavepoint(String savepoint) {
    Outcome asked =
        site.run("submit", ORDERS, "--from-savepoint=" + savepoint, "--set=event.source=/nowhere");
    assertThat(asked.exit()).as(asked.toString()).isEqualTo(3);
    assertThat(asked.err())
        .contains("needs flag event id: id /eventId, source null, and now", "--accept event-id");
    Outcome missed =
        site.run(
            "submit",
            ORDERS,
            "--from-savepoint=" + savepoint,
            "--set=state.lifecycle.states={new: {OrderCreated: delivered, OrderCancelled: cancelled}}");
    assertThat(missed.exit()).as(missed.toString()).isEqualTo(3);
    assertThat(missed.err())
        .containsPattern("20 entities are in the stage \\w+, which the spec does not have");
  }

  private static void assertASecondOneIsRefused() {
    Outcome second = site.run("submit", ORDERS, "--parallelism=1");
    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err()).contains("a job `orders` runs on", "upgrade", "stop --savepoint");
  }

  @Test
  void whatCannotBeDoneIsSaidBeforeAnythingIsSent() {
    Outcome slots = site.run("submit", "jobs/wallet.yaml", "--parallelism=30");
    assertThat(slots.exit()).isEqualTo(3);
    assertThat(slots.err()).contains("the job needs 30 slots", "of the 4 on", "--parallelism");

    Outcome savepoint =
        site.run("submit", "jobs/wallet.yaml", "--from-savepoint=/nowhere/savepoint-1");
    assertThat(savepoint.exit()).isEqualTo(2);
    assertThat(savepoint.err()).contains("there is no savepoint to go on from", "/nowhere");

    Outcome folder =
        site.run(
            "submit",
            "jobs/wallet.yaml",
            "--create-topics",
            "--set=flink.properties={execution.checkpointing.dir: 'file:///proc/nowhere'}");
    assertThat(folder.exit()).isEqualTo(3);
    assertThat(folder.err())
        .contains("the checkpoint folder file:///proc/nowhere cannot be written to");

    Outcome beginning =
        site.run(
            "submit",
            "jobs/wallet.yaml",
            "--create-topics",
            "--set=flink.properties={execution.state-recovery.path: 'file:///tmp/savepoint-1'}");
    assertThat(beginning.exit()).as(beginning.toString()).isEqualTo(3);
    assertThat(beginning.err()).contains("each start would go back to it", "--from-savepoint");

    Outcome reducer =
        site.run("submit", "jobs/wallet.yaml", "--set=state.reduce={class: acme.Missing}");
    assertThat(reducer.exit()).as(reducer.toString()).isEqualTo(3);
    assertThat(reducer.err()).contains("acme.Missing", "--jar JAR");

    Outcome status = site.run("status", "jobs/wallet.yaml");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.err()).contains("there is no job `wallet`");
  }

  private static JsonNode status(int exit) throws Exception {
    Outcome status = site.run("status", ORDERS, "--json");
    assertThat(status.exit()).as(status.toString()).isEqualTo(exit);
    return new ObjectMapper().readTree(status.out());
  }

  private static int[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  private static void awaitApplied(int last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(last)));
  }
}
