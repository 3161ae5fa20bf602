package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.cli.ClusterSite;
import dev.lockstep.cli.Commands;
import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.cli.FlinkItself;
import dev.lockstep.embedded.LocalCluster;
import dev.lockstep.simulate.Chance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A job on a cluster of two processes, in the hands of somebody with the command line. Whatever
 * they do to it, they do while something waits in it.
 */
final class OnCluster {
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Pattern STOPPED_WITH = Pattern.compile("the savepoint is (\\S+)");

  /** Longer than from one checkpoint to the next: a kill must not always strike right after one. */
  private static final int SOON_MILLIS = 400;

  private final LocalCluster flink;
  private final Path spec;
  private final Trial trial;
  private final Chance chance;
  private final List<String> waited = new ArrayList<>();

  OnCluster(LocalCluster flink, Path spec, Trial trial, Chance chance) {
    this.flink = flink;
    this.spec = spec;
    this.trial = trial;
    this.chance = chance;
  }

  Path spec() {
    return spec;
  }

  void submit(String... options) {
    done(command("submit", options));
  }

  /** Upgrades it, as soon as all of it runs: before that there can be no savepoint. */
  void upgrade(String... options) throws Exception {
    awaitRunning();
    Outcome upgraded = done(command("upgrade", options));
    assertThat(upgraded.out()).contains("upgraded");
    Matcher savepoint = STOPPED_WITH.matcher(upgraded.err());
    assertThat(savepoint.find()).as(upgraded.toString()).isTrue();
    requireWaiting("the upgrade", savepoint.group(1));
  }

  /** Stops it in order, while something waits: where the savepoint is. */
  String stop() throws Exception {
    String savepoint = end();
    requireWaiting("the stop", savepoint);
    return savepoint;
  }

  /** Stops it in order, as soon as all of it runs: where the savepoint is. */
  String end() {
    awaitRunning();
    return ClusterSite.savepoint(done(command("stop", "--savepoint")));
  }

  /** Ends the task manager: the job begins anew on the next one. */
  void killTaskManager() throws Exception {
    int before = status().get("restarts").asInt();
    awaitWaiting("the kill of the task manager");
    flink.killTaskManager();
    flink.startTaskManager();
    await()
        .atMost(AT_MOST)
        .untilAsserted(
            () ->
                assertThat(status().get("restarts").asInt()).as("restarts").isGreaterThan(before));
  }

  /** Ends the job manager, which had no second; the job is sent anew from what it kept. */
  void killJobManager(String... options) throws Exception {
    String before = status().get("job").asText();
    awaitWaiting("the kill of the job manager");
    flink.killJobManager();
    flink.startJobManager();
    String checkpoint = ClusterSite.newestCheckpoint(flink);
    String from = "--from-savepoint=" + checkpoint;
    String[] all = Stream.concat(Stream.of(from), Stream.of(options)).toArray(String[]::new);
    // until the task manager has found the new one there are no slots
    await().atMost(AT_MOST).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> submit(all));
    JsonNode anew = status();
    assertThat(anew.get("job").asText()).as("the job sent anew").isNotEqualTo(before);
    assertThat(Path.of(anew.get("checkpoints").get("beganFrom").asText()).getFileName())
        .as("what it began from")
        .isEqualTo(Path.of(checkpoint).getFileName());
  }

  /**
   * Waits until that waits in the job which the mode is about, as a savepoint tells that changes
   * nothing; then for a moment more, and for operators to be at work.
   */
  private void awaitWaiting(String when) {
    awaitRunning();
    String job = status().get("job").asText();
    FlinkItself itself = new FlinkItself(flink.address());
    await().atMost(AT_MOST).untilAsserted(() -> requireWaiting(when, itself.savepoint(job)));
    Senders.awaitNanos(
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(chance.below(SOON_MILLIS)));
    trial.awaitQuestion();
  }

  private void requireWaiting(String when, String savepoint) throws Exception {
    Waiting waiting = Waiting.in(savepoint);
    waiting.require(trial.mode(), when);
    waited.add(when + ": " + waiting);
  }

  /** What waited whenever something was done to it. */
  String waited() {
    return String.join("; ", waited);
  }

  private void awaitRunning() {
    await().atMost(AT_MOST).untilAsserted(() -> assertThat(command("status").exit()).isZero());
  }

  private JsonNode status() {
    return Json.read(command("status", "--json").out());
  }

  private Outcome command(String name, String... options) {
    return Commands.run(
        Stream.concat(
                Stream.of(name, spec.toString(), "--cluster", flink.address()), Stream.of(options))
            .toArray(String[]::new));
  }

  static Outcome done(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    return outcome;
  }
}
