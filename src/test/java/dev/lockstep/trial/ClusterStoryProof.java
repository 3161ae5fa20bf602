package dev.lockstep.trial;

import static dev.lockstep.trial.OnCluster.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.ClusterSite;
import dev.lockstep.cli.Commands;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.embedded.LocalCluster;
import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.spec.FlinkSpec.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole life of a job on a cluster: both of its processes are killed, it is upgraded, rescaled
 * and stopped for longer than gaps are waited for, each time while that waits which its mode is
 * about: open gaps with pending timers, or parked events.
 */
@Tag("proof")
class ClusterStoryProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 4_000;
  private static final long LIMIT_SECONDS = 10;

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.SKIP, Mode.QUARANTINE);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void lifeOnAClusterChangesNothing(Mode mode, long seed) throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    int fifth = drafts.size() / 5;
    try (EmbeddedKafka kafka = EmbeddedKafka.open();
        LocalCluster flink = ClusterSite.cluster();
        Trial trial = new Trial(kafka, "cluster", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 1_000)) {
      OnCluster job = new OnCluster(flink, spec(trial), trial, Chance.of(seed));
      job.submit("--parallelism=2");
      Queue<Trial.Mishap> happenings =
          new ArrayDeque<>(
              List.of(
                  job::killTaskManager,
                  () -> job.upgrade("--parallelism=4", changed(trial), patience(mode)),
                  () -> job.killJobManager("--parallelism=1", changed(trial), patience(mode))));
      trial.send(
          senders,
          drafts.subList(0, 4 * fifth),
          List.of(fifth, 2 * fifth, 3 * fifth),
          () -> happenings.remove().strike());

      String kept = job.stop();
      long stopped = System.nanoTime();
      senders.send(drafts.subList(4 * fifth, drafts.size()));
      if (mode.givesUp()) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> System.nanoTime() - stopped > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS + 1));
      }
      done(Commands.run("savepoint", "check", kept, "--spec", job.spec().toString()));
      job.submit("--parallelism=3", "--from-savepoint=" + kept, patience(mode));
      trial.sendLater(PARTITIONS);
      trial.awaitAll();
      String end = job.end();
      assertThat(Commands.run("savepoint", "diff", kept, end).exit()).isEqualTo(1);
      done(Commands.run("savepoint", "diff", end, end));
      trial.endedWith(end);
      trial.judge(
          Savepoint.open(end).tally(),
          "%s keys, parallelism 2, 4, 1, 3: 1 task manager and 1 job manager killed, 1 upgrade, "
                  .formatted(load.keys())
              + "1 stop; waiting at "
              + job.waited());
    }
  }

  private Path spec(Trial trial) throws Exception {
    return Files.writeString(folder.resolve("job.yaml"), trial.yaml());
  }

  /** What the upgrade changes: where state is kept, and how long gaps are waited for. */
  private static String changed(Trial trial) {
    Backend other = trial.spec().flink().backend() == Backend.HEAP ? Backend.ROCKSDB : Backend.HEAP;
    return "--set=flink.backend=" + other.name().toLowerCase(Locale.ROOT);
  }

  private static String patience(Mode mode) {
    return mode.givesUp() ? "--set=order.limit=" + LIMIT_SECONDS + "s" : "--set=order.on-gap=wait";
  }
}
