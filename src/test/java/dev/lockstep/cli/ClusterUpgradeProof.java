package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades on a real cluster, while events wait in gaps. */
@Tag("proof")
class ClusterUpgradeProof {
  private static final String ORDERS = "jobs/orders.yaml";
  private static final OrderStory STORY = new OrderStory(10, 3);

  /** Its job starts, and fails wherever it decides. */
  private static final String BROKEN =
      """
      package acme;

      import com.fasterxml.jackson.databind.JsonNode;
      import com.fasterxml.jackson.databind.node.ObjectNode;
      import dev.lockstep.event.Event;
      import dev.lockstep.reduce.JsonReducer;

      public final class Broken implements JsonReducer {
        public Broken() {
          if (Thread.currentThread().getName().contains("reconcile")) {
            throw new Error("broken on the cluster");
          }
        }

        @Override
        public ObjectNode reduce(ObjectNode state, JsonNode data, Event event) {
          return state;
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void whatFailsGoesBackByItselfAndWhatRunsGoesOnInOrderAndOnce() throws Exception {
    try (ClusterSite site = ClusterSite.open()) {
      Outcome submitted = site.run("submit", ORDERS, "--create-topics", "--parallelism=2");
      assertThat(submitted.exit()).as(submitted.toString()).isZero();
      site.send("orders", STORY.events(4, 2, 1));
      awaitApplied(site, 2);

      Path jar = UserJar.of(folder, "acme.Broken", BROKEN);
      Outcome failed =
          site.run(
              "upgrade",
              ORDERS,
              "--parallelism=2",
              "--jar=" + jar,
              "--set=state.reduce={class: acme.Broken}");
      assertThat(failed.exit()).as(failed.toString()).isEqualTo(1);
      assertThat(failed.err())
          .contains("the job before runs again as", "broken on the cluster", "upgrade again");
      site.send("orders", STORY.events(3));
      awaitApplied(site, 4);

      Outcome upgraded = site.run("upgrade", ORDERS, "--parallelism=3", "--set=order.wait=1h");
      assertThat(upgraded.exit()).as(upgraded.toString()).isZero();
      assertThat(upgraded.out()).contains("orders runs on", "upgraded", "parallelism 3");
      site.send("orders", STORY.events(6, 5));
      awaitApplied(site, STORY.versions());
      assertThat(site.run("stop", ORDERS, "--savepoint").exit()).isZero();

      assertThat(site.versions("orders-state")).isEqualTo(STORY.inOrder(STORY.versions()));
      for (String none : new String[] {"dead-letters", "incidents", "quarantine"}) {
        assertThat(site.committed("orders-" + none)).as(none).isEmpty();
      }
    }
  }

  private static void awaitApplied(ClusterSite site, int last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(last)));
  }
}
