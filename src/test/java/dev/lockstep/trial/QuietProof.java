package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.state.Tally;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Partitions that say nothing, and one whose clock is an hour behind. */
@Tag("proof")
class QuietProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 3_000;
  private static final long HOUR_MILLIS = 3_600_000;

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> idle() {
    return Seeds.of(1).map(seed -> Arguments.of(Mode.HASTY_SKIP, seed));
  }

  /** Nothing but idleness lets the watermark go on here: four partitions never have an event. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("idle")
  void idlePartitionsHoldNobodyUp(Mode mode, long seed) throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE);
    try (Trial trial = new Trial(SITE.kafka(), "idle", mode, seed, PARTITIONS);
        Senders senders = trial.senders(2, 1_000)) {
      JobClient job = SITE.start(trial.spec("watermarks.quiet=1h"));
      senders.routed(entity -> Math.floorMod(entity.hashCode(), 2)).send(load.drafts());
      trial.sendLater(2);
      trial.finish(job, folder, load.keys() + " keys, 4 of 6 partitions idle");
    }
  }

  static Stream<Arguments> still() {
    return Seeds.of(1).map(seed -> Arguments.of(Mode.LIMIT, seed));
  }

  /** There is no watermark at all: one partition never has an event, and is never idle. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("still")
  void whereTheWatermarkStandsStillTheLimitGivesUpAndNotBefore(Mode mode, long seed)
      throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE);
    try (Trial trial = new Trial(SITE.kafka(), "still", mode, seed, PARTITIONS);
        Senders senders = trial.senders(2, 2_000)) {
      JobClient job = SITE.start(trial.spec());
      senders
          .routed(entity -> Math.floorMod(entity.hashCode(), PARTITIONS - 1))
          .send(load.drafts());
      trial.finish(job, folder, load.keys() + " keys, no watermark");
      assertThat(trial.history().waitedMillis(trial.outputs().of("incidents")))
          .as("before gaps were given up")
          .isGreaterThanOrEqualTo(2_000);
    }
  }

  static Stream<Arguments> behind() {
    return Seeds.runs(Mode.SKIP, Mode.TIME, Mode.HASTY_SKIP);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("behind")
  void aPartitionThatIsAnHourBehindLosesNothing(Mode mode, long seed) throws Exception {
    Chance chance = Chance.of(seed);
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE);
    List<Draft> drafts = load.drafts().stream().map(QuietProof::behind).toList();
    List<Integer> kill = Seeds.cuts(chance, 1, drafts.size());
    try (Trial trial = new Trial(SITE.kafka(), "an hour behind", mode, seed, PARTITIONS);
        Senders senders = trial.senders(2, 1_000).routed(QuietProof::partition)) {
      JobClient job = SITE.start(trial.spec());
      trial.send(senders, drafts, kill, () -> SITE.kill(chance).get());
      trial.sendLater(PARTITIONS);
      Tally tally = trial.end(job, folder);
      assertThat(SITE.restarts(job)).as("restarts, seed %d", seed).isPositive();
      trial.judge(tally, load.keys() + " keys, 1 of 6 partitions an hour behind, 1 kill");
    }
  }

  private static int partition(String entity) {
    return Math.floorMod(entity.hashCode(), PARTITIONS);
  }

  private static Draft behind(Draft draft) {
    return partition(draft.entity()) == 0 ? draft.time(draft.timeMillis() - HOUR_MILLIS) : draft;
  }
}
