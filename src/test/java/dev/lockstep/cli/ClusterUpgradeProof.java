package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.cli.LateFailure.Late;
import dev.lockstep.cli.LateFailure.Restarts;
import java.nio.file.Files;
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

  private static final String REDUCER = "--set=state.reduce={class: acme.Orders}";

  private static final String WITHOUT_CREATED =
      "--set=state.lifecycle.states={new: {OrderCreated: delivered, OrderCancelled: cancelled}}";

  private static final String MERGING =
      """
      package acme;

      import com.fasterxml.jackson.databind.JsonNode;
      import com.fasterxml.jackson.databind.node.ObjectNode;
      import dev.lockstep.event.Event;
      import dev.lockstep.reduce.JsonReducer;

      public final class Orders implements JsonReducer {
        public Orders() {
          start();
        }

        private static void start() {
          START
        }

        @Override
        public ObjectNode reduce(ObjectNode state, JsonNode data, Event event) {
          EACH
          state.setAll((ObjectNode) data);
          return state;
        }
      }
      """;

  /** Another build of the same class: its job starts, and fails wherever it decides. */
  private static final String BROKEN =
      """
      if (Thread.currentThread().getName().contains("reconcile")) {
        throw new Error("broken on the cluster");
      }
      """;

  /** What the second change of any order brings down, each time that it comes. */
  private static final String BRITTLE =
      "if (data.path(\"item\").asInt() == 3) { throw new Error(\"cannot do three\"); }";

  /** What the last change of any order brings down, each time that it comes. */
  private static final String FRAGILE =
      "if (data.has(\"shipped\")) { throw new Error(\"cannot ship\"); }";

  @TempDir private Path folder;

  @Test
  void whatFailsGoesBackByItselfAndWhatRunsGoesOnInOrderAndOnce() throws Exception {
    try (ClusterSite site = ClusterSite.open()) {
      String jar = "--jar=" + jar("good", "", "");
      Outcome submitted =
          site.run("submit", ORDERS, "--create-topics", "--parallelism=2", jar, REDUCER);
      assertThat(submitted.exit()).as(submitted.toString()).isZero();
      site.send("orders", STORY.events(4, 2, 1));
      awaitApplied(site, 2);

      String broken = "--jar=" + jar("broken", BROKEN, "");
      Outcome failed = site.run("upgrade", ORDERS, "--parallelism=2", broken, REDUCER);
      assertThat(failed.exit()).as(failed.toString()).isEqualTo(1);
      assertThat(failed.err())
          .contains("the job before runs again as", "broken on the cluster", "upgrade again");
      site.send("orders", STORY.events(3));
      awaitApplied(site, 4);

      Outcome lost = site.run("upgrade", ORDERS, WITHOUT_CREATED, jar, REDUCER);
      assertThat(lost.exit()).as(lost.toString()).isEqualTo(1);
      assertThat(lost.err())
          .contains(
              "the job before runs again as",
              "10 entities are in the stage created, which the spec does not have",
              "keep it in state.lifecycle.states");

      Outcome refused = site.run("upgrade", ORDERS, "--parallelism=2");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("refused reducer: ", "Nothing was stopped");

      Outcome upgraded =
          site.run("upgrade", ORDERS, "--parallelism=3", "--set=order.wait=1h", jar, REDUCER);
      assertThat(upgraded.exit()).as(upgraded.toString()).isZero();
      assertThat(upgraded.out()).contains("orders runs on", "upgraded", "parallelism 3");
      site.send("orders", STORY.events(6, 5));
      awaitApplied(site, STORY.versions());
      assertThat(site.run("stop", ORDERS, "--savepoint").exit()).isZero();

      assertAllInOrderAndOnce(site);
    }
  }

  @Test
  void aJobThatFailsAgainAndAgainIsMendedFromItsNewestCheckpoint() throws Exception {
    try (ClusterSite site = ClusterSite.open()) {
      String brittle = "--jar=" + jar("brittle", "", BRITTLE);
      Outcome submitted =
          site.run("submit", ORDERS, "--create-topics", "--parallelism=2", brittle, REDUCER);
      assertThat(submitted.exit()).as(submitted.toString()).isZero();
      site.send("orders", STORY.events(2, 1));
      awaitApplied(site, 2);
      site.send("orders", STORY.events(4, 3));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(site.run("status", ORDERS).out()).contains("cannot do three"));

      String good = "--jar=" + jar("good", "", "");
      Outcome upgraded =
          site.run("upgrade", ORDERS, "--from-checkpoint", "--parallelism=3", good, REDUCER);
      assertThat(upgraded.exit()).as(upgraded.toString()).isZero();
      site.send("orders", STORY.events(6, 5));
      awaitApplied(site, STORY.versions());
      assertThat(site.run("stop", ORDERS, "--savepoint").exit()).isZero();
      assertAllInOrderAndOnce(site);
    }
  }

  /** First one that goes on trying, then one that has ended. */
  @Test
  void whatFailsAfterItsFirstCheckpointDoesNotGoBackAndGoesOnAsTheMessageSays() throws Exception {
    try (ClusterSite site = ClusterSite.open()) {
      String good = "--jar=" + jar("good", "", "");
      Outcome submitted =
          site.run("submit", ORDERS, "--create-topics", "--parallelism=2", good, REDUCER);
      assertThat(submitted.exit()).as(submitted.toString()).isZero();
      site.send("orders", STORY.events(4, 1));
      awaitApplied(site, 1);
      LateFailure failure = new LateFailure(site, ORDERS, STORY);

      Late trying =
          failure.strike(2, 3, Restarts.SOON, "--jar=" + jar("brittle", "", BRITTLE), REDUCER);
      assertNoReturn(trying, "cannot do three");
      assertThat(trying.outcome().err())
          .contains("stop --job " + trying.job(), "upgrade SPEC --from-checkpoint");
      assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(2));
      Outcome mended =
          site.run("upgrade", ORDERS, "--from-checkpoint", "--parallelism=3", good, REDUCER);
      assertThat(mended.exit()).as(mended.toString()).isZero();
      assertThat(mended.err()).contains("the checkpoint is " + trying.newest());
      awaitApplied(site, 4);

      Late ended =
          failure.strike(5, 6, Restarts.NEVER, "--jar=" + jar("fragile", "", FRAGILE), REDUCER);
      assertNoReturn(ended, "cannot ship");
      String from = "--from-savepoint " + ended.newest();
      assertThat(ended.outcome().err()).contains("submit SPEC " + from);
      assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(5));
      Outcome again =
          site.run("submit", ORDERS, "--parallelism=2", from.replace(' ', '='), good, REDUCER);
      assertThat(again.exit()).as(again.toString()).isZero();
      awaitApplied(site, STORY.versions());
      assertThat(site.run("stop", ORDERS, "--savepoint").exit()).isZero();
      assertAllInOrderAndOnce(site);
    }
  }

  private static void assertNoReturn(Late late, String why) {
    assertThat(late.outcome().exit()).as(late.toString()).isEqualTo(1);
    assertThat(late.outcome().err())
        .contains("It is too late to go back", why, late.newest())
        .doesNotContain("going back to the job before");
  }

  private static void assertAllInOrderAndOnce(ClusterSite site) {
    for (String each : new String[] {"applied", "state"}) {
      assertThat(site.versions("orders-" + each))
          .as(each)
          .isEqualTo(STORY.inOrder(STORY.versions()));
    }
    for (String none : new String[] {"dead-letters", "incidents", "quarantine", "analytics"}) {
      assertThat(site.committed("orders-" + none)).as(none).isEmpty();
    }
  }

  private Path jar(String name, String start, String each) throws Exception {
    Path of = Files.createDirectories(folder.resolve(name));
    return UserJar.of(of, "acme.Orders", MERGING.replace("START", start).replace("EACH", each));
  }

  private static void awaitApplied(ClusterSite site, int last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(site.versions("orders-applied")).isEqualTo(STORY.inOrder(last)));
  }
}
