package dev.lockstep.trial;

import static org.awaitility.Awaitility.await;

import dev.lockstep.job.KafkaRun;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job that is stopped, comes back to a backlog, is cancelled and comes back again. */
@Tag("proof")
class DowntimeProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 3_000;
  private static final long LIMIT_SECONDS = 10;

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.SKIP, Mode.HOLES, Mode.QUARANTINE);
  }

  /** Had downtime or catching up counted as waiting, delayed events would find their gap gone. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void nothingIsGivenUpEarlyAfterDowntime(Mode mode, long seed) throws Exception {
    Chance chance = Chance.of(seed);
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    int stop = drafts.size() / 4 + chance.below(drafts.size() / 4);
    int backlog = stop + drafts.size() / 4;
    try (Trial trial = new Trial(SITE.kafka(), "downtime", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 2_000)) {
      JobClient job = SITE.start(spec(trial, chance, null));
      senders.send(drafts.subList(0, stop));
      trial.outputs().awaitVerdicts(stop / 4);
      String savepoint = Trial.stop(job, folder);
      long stopped = System.nanoTime();
      senders.send(drafts.subList(stop, backlog));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> System.nanoTime() - stopped > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS + 1));

      job = SITE.start(spec(trial, chance, savepoint));
      CompletableFuture<Void> sending = senders.sendAlong(drafts.subList(backlog, drafts.size()));
      trial.outputs().awaitVerdicts(trial.outputs().verdicts() + 1 + chance.below(200));
      JobSpec last = spec(trial, chance, null);
      job.cancel().get();
      JobClient cancelled = job;
      await().until(() -> cancelled.getJobStatus().get() == JobStatus.CANCELED);
      String retained =
          new KafkaRun(last, 1, List.of(), folder).newest().orElseThrow().toUri().toString();

      job = SITE.start(spec(trial, chance, retained));
      sending.get();
      trial.sendLater(PARTITIONS);
      trial.finish(
          job,
          folder,
          "%s keys, 1 stop with a backlog of %d, 1 cancellation"
              .formatted(load.keys(), backlog - stop));
    }
  }

  /** The job on any number of subtasks, from where another one left off. */
  private JobSpec spec(Trial trial, Chance chance, String from) {
    String start = from == null ? "" : ", execution.state-recovery.path: \"" + from + "\"";
    return trial.spec(
        trial.mode().givesUp() ? "order.limit=" + LIMIT_SECONDS + "s" : "order.on-gap=wait",
        "flink.parallelism=" + (1 + chance.below(Site.SLOTS)),
        "flink.properties={execution.checkpointing.dir: \"%s\"%s}"
            .formatted(folder.resolve("checkpoints").toUri(), start));
  }
}
