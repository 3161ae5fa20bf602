package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.cli.Commands.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Upgrades whose new job fails after its first checkpoint. Whoever upgrades learns of neither
 * before both have happened: their requests are held back meanwhile.
 *
 * @param site where the job runs
 * @param spec of the job
 * @param story what it works on
 */
record LateFailure(ClusterSite site, String spec, OrderStory story) {
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final int RESTARTS = 3;

  /** Its checkpoints are only those that it is asked for. */
  private static final List<String> NO_CHECKPOINT_BY_ITSELF =
      List.of("--set=flink.checkpoint-interval=10m");

  /** How an upgraded job tries again after a failure, as a part of {@code flink.properties}. */
  enum Restarts {
    SOON("restart-strategy.exponential-delay.initial-backoff: 100ms"),
    NEVER("restart-strategy.type: none");

    private final String property;

    Restarts(String property) {
      this.property = property;
    }

    private String option() {
      return "--set=flink.properties={%s, execution.checkpointing.min-pause: 10 min}"
          .formatted(property);
    }
  }

  /**
   * What came of an upgrade.
   *
   * @param outcome of the command
   * @param job that failed
   * @param newest checkpoint of that job
   */
  record Late(Outcome outcome, String job, String newest) {}

  /**
   * Upgrades; the new job commits one version of all orders, and fails at another.
   *
   * @param committed the last version that the first checkpoints commit
   * @param fatal what the new job does not survive
   */
  Late strike(int committed, int fatal, Restarts restarts, String... options) throws Exception {
    Set<String> before = jobs();
    try (RequestGate gate = site.gate()) {
      CompletableFuture<Outcome> upgrade =
          CompletableFuture.supplyAsync(() -> upgrade(gate, restarts, options));
      String job = awaitNewJob(before, upgrade);
      gate.shut();
      site.send("orders", story.events(committed));
      await()
          .atMost(AT_MOST)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertCommitted(job, committed));
      String newest = newest(job);
      site.send("orders", story.events(fatal));
      await().atMost(AT_MOST).until(() -> hasFailed(job, restarts));
      assertThat(upgrade).as("an upgrade that sees nothing").isNotDone();
      gate.open();
      Outcome outcome = upgrade.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
      before.add(job);
      assertThat(jobs()).as("jobs after " + outcome).isEqualTo(before);
      assertThat(newest(job)).isEqualTo(newest);
      return new Late(outcome, job, newest);
    }
  }

  private Outcome upgrade(RequestGate gate, Restarts restarts, String... options) {
    return site.runAt(
        gate.address(),
        "upgrade",
        spec,
        Stream.of(
                NO_CHECKPOINT_BY_ITSELF.stream(), Stream.of(restarts.option()), Stream.of(options))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  /** All jobs that there ever were, by id. */
  private Set<String> jobs() {
    Set<String> jobs = new TreeSet<>();
    site.itself()
        .get("/jobs/overview")
        .path("jobs")
        .forEach(each -> jobs.add(each.path("jid").asText()));
    return jobs;
  }

  /** The one that was not there before, once all of it runs. */
  private String awaitNewJob(Set<String> before, CompletableFuture<Outcome> upgrade) {
    await().atMost(AT_MOST).until(() -> jobs().size() > before.size() || upgrade.isDone());
    assertThat(upgrade).as("an upgrade that is to send a job").isNotDone();
    Set<String> others = jobs();
    others.removeAll(before);
    assertThat(others).hasSize(1);
    String job = others.iterator().next();
    await().atMost(AT_MOST).until(() -> runs(job));
    return job;
  }

  private boolean runs(String job) {
    JsonNode vertices = site.itself().get("/jobs/" + job).path("vertices");
    for (JsonNode each : vertices) {
      if (each.path("tasks").path("RUNNING").asInt() < each.path("parallelism").asInt()) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  private void assertCommitted(String job, int version) {
    site.itself().checkpoint(job);
    assertThat(site.versions("orders-applied")).isEqualTo(story.inOrder(version));
    assertThat(completed(job).path("counts").path("in_progress").asInt()).isZero();
    assertThat(completed(job).path("counts").path("completed").asInt()).isPositive();
  }

  private JsonNode completed(String job) {
    return site.itself().get("/jobs/" + job + "/checkpoints");
  }

  private String newest(String job) {
    return completed(job).path("latest").path("completed").path("external_path").asText();
  }

  private boolean hasFailed(String job, Restarts restarts) {
    return switch (restarts) {
      case SOON ->
          site.itself()
                  .get("/jobs/" + job + "/metrics?get=numRestarts")
                  .path(0)
                  .path("value")
                  .asInt()
              >= RESTARTS;
      case NEVER -> site.itself().get("/jobs/" + job).path("state").asText().equals("FAILED");
    };
  }
}
