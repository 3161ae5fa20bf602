package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.state.Tally;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broker that is stopped and started while events flow. */
@Tag("proof")
class OutageProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 3_000;

  private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(9);

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.VERSION, Mode.SKIP, Mode.HASTY_TIME, Mode.QUARANTINE);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void restartsOfTheBrokerChangeNothing(Mode mode, long seed) throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    List<Integer> outages = Seeds.cuts(Chance.of(seed), 2, drafts.size());
    try (Trial trial = new Trial(SITE.kafka(), "outage", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 500)) {
      JobClient job = SITE.start(trial.spec());
      AtomicLong awayNanos = new AtomicLong();
      trial.send(senders, drafts, outages, () -> awayNanos.set(restart()));
      assertThat(senders.longestNanos()).as("producers wait").isGreaterThan(awayNanos.get() / 2);
      trial.sendLater(PARTITIONS);
      trial.finish(job, folder, "%s keys, %d outages".formatted(load.keys(), outages.size()));
    }
  }

  private static void stayAway(Chance chance) throws Exception {
    SITE.kafka().stop();
    long stoppedNanos = System.nanoTime();
    CompletableFuture<Void> gone = SITE.kill(chance);
    await().until(() -> System.nanoTime() - stoppedNanos > AWAY_NANOS);
    SITE.kafka().start();
    gone.get();
  }

  private static String[] impatient(Mode mode) {
    Stream<String> sinks =
        Outputs.names(mode).stream()
            .map(
                output ->
                    "outputs.%s.kafka.properties={max.block.ms: 2000, request.timeout.ms: 2000}"
                        .formatted(output));
    String source =
        "source.kafka.properties={partition.discovery.interval.ms: 500,"
            + " default.api.timeout.ms: 3000, request.timeout.ms: 2000}";
    return Stream.concat(sinks, Stream.of(source)).toArray(String[]::new);
  }

  /** How long the broker was away. */
  private static long restart() {
    SITE.kafka().stop();
    long stoppedNanos = System.nanoTime();
    SITE.kafka().start();
    return System.nanoTime() - stoppedNanos;
  }

  static Stream<Arguments> longRuns() {
    return Seeds.of(1).map(seed -> Arguments.of(Mode.SKIP, seed));
  }

  /** Calls to the broker give up early here, so that seconds do what minutes would. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("longRuns")
  void aBrokerThatIsAwayForLongWhileATaskManagerIsKilledChangesNothing(Mode mode, long seed)
      throws Exception {
    Chance chance = Chance.of(seed);
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    List<Integer> outage = Seeds.cuts(chance, 1, drafts.size());
    try (Trial trial = new Trial(SITE.kafka(), "long outage", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 500)) {
      JobClient job = SITE.start(trial.spec(impatient(mode)));
      trial.send(senders, drafts, outage, () -> stayAway(chance));
      assertThat(senders.longestNanos()).as("producers wait").isGreaterThan(AWAY_NANOS / 2);
      trial.sendLater(PARTITIONS);
      Tally tally = trial.end(job, folder);
      assertThat(SITE.restarts(job)).as("restarts, seed %d", seed).isPositive();
      trial.judge(tally, load.keys() + " keys, 1 outage of 9 s, 1 kill in it");
      assertThat(SITE.taskManagers()).as("task managers").isEqualTo(Site.TASK_MANAGERS);
    }
  }
}
