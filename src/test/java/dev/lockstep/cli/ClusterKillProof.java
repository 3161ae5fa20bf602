package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The processes of a real cluster, each ended by SIGKILL while events come. */
@Tag("proof")
class ClusterKillProof {
  private static final String ORDERS = "jobs/orders.yaml";
  private static final OrderStory STORY =
      new OrderStory(200 * Integer.getInteger("proof.scale", 1), 7);

  private ClusterSite site;

  @BeforeEach
  void open() throws Exception {
    site = ClusterSite.open();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aKilledTaskManagerLosesAndRepeatsNothing() throws Exception {
    List<List<String>> parts = parts();
    submit("--create-topics", "--parallelism=3");
    for (List<String> part : parts) {
      sendAndAwaitSomethingNew(part);
      site.flink().killTaskManager();
      site.flink().startTaskManager();
    }
    awaitAll();
    stop();
    assertNothingElseCameOut();
  }

  /**
   * There is no second job manager: the job is sent anew, from the newest checkpoint that it kept.
   */
  @Test
  void aJobWhoseJobManagerWasKilledGoesOnFromTheCheckpointThatWasKept() throws Exception {
    List<List<String>> parts = parts();
    submit("--create-topics", "--parallelism=2");
    for (int kill = 0; kill < 2; kill++) {
      sendAndAwaitSomethingNew(parts.get(kill));
      site.flink().killJobManager();
      site.send("orders", parts.get(kill + 1).subList(0, 50));
      site.flink().startJobManager();
      String checkpoint = ClusterSite.newestCheckpoint(site.flink());
      String parallelism = "--parallelism=" + (3 - kill * 2);
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> submit(parallelism, "--from-savepoint=" + checkpoint));
    }
    site.send("orders", parts.get(1).subList(50, parts.get(1).size()));
    site.send("orders", parts.get(2).subList(50, parts.get(2).size()));
    awaitAll();
    stop();
    assertNothingElseCameOut();
  }

  private List<List<String>> parts() {
    long seed = Long.getLong("proof.seed", System.nanoTime());
    System.out.println("shuffled with seed " + seed);
    List<String> all = STORY.shuffled(new Random(seed));
    int third = all.size() / 3;
    return List.of(
        all.subList(0, third), all.subList(third, 2 * third), all.subList(2 * third, all.size()));
  }

  private void submit(String... options) {
    Outcome submitted = site.run("submit", ORDERS, options);
    assertThat(submitted.exit()).as(submitted.toString()).isZero();
  }

  /** All may have come out while the last of the tasks are still starting again. */
  private void stop() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(site.run("status", ORDERS).exit()).isZero());
    Outcome stopped = site.run("stop", ORDERS, "--savepoint");
    assertThat(stopped.exit()).as(stopped.toString()).isZero();
  }

  private void sendAndAwaitSomethingNew(List<String> part) {
    int before = site.committed("orders-applied").size();
    site.send("orders", part);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> site.committed("orders-applied").size() > before);
  }

  private void awaitAll() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(site.versions("orders-applied"))
                    .isEqualTo(STORY.inOrder(STORY.versions())));
  }

  private void assertNothingElseCameOut() {
    assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(STORY.versions()));
    assertThat(site.versions("orders-state")).isEqualTo(STORY.inOrder(STORY.versions()));
    for (String none : new String[] {"dead-letters", "incidents", "quarantine", "analytics"}) {
      assertThat(site.committed("orders-" + none)).as(none).isEmpty();
    }
  }
}
