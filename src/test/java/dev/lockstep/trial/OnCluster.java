package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.ClusterSite;
import dev.lockstep.cli.Commands;
import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.embedded.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A job on a cluster of two processes, in the hands of somebody with the command line. */
record OnCluster(LocalCluster flink, Path spec) {
  private static final Duration AT_MOST = Duration.ofMinutes(2);

  void submit(String... options) {
    done(command("submit", options));
  }

  /** Upgrades it, as soon as all of it runs: before that there can be no savepoint. */
  void upgrade(String... options) {
    awaitRunning();
    assertThat(done(command("upgrade", options)).out()).contains("upgraded");
  }

  /** Stops it in order, as soon as all of it runs: where the savepoint is. */
  String stop() {
    awaitRunning();
    return ClusterSite.savepoint(done(command("stop", "--savepoint")));
  }

  void killTaskManager() throws Exception {
    flink.killTaskManager();
    flink.startTaskManager();
  }

  /** Ends the job manager, which had no second; the job is sent anew from what it kept. */
  void killJobManager(String... options) throws Exception {
    flink.killJobManager();
    flink.startJobManager();
    String from = "--from-savepoint=" + ClusterSite.newestCheckpoint(flink);
    String[] all = Stream.concat(Stream.of(from), Stream.of(options)).toArray(String[]::new);
    // until the task manager has found the new one there are no slots
    await().atMost(AT_MOST).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> submit(all));
  }

  private void awaitRunning() {
    await().atMost(AT_MOST).untilAsserted(() -> assertThat(command("status").exit()).isZero());
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
