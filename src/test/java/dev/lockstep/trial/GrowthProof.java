package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A topic that grows under load. Producers that know of it and producers that do not write one
 * entity's events to two partitions at once.
 */
@Tag("proof")
class GrowthProof {
  private static final int PARTITIONS = 6;
  private static final int GROWN = 12;
  private static final int EVENTS = 4_000;

  /** What a producer is told that keeps to the partitions it has seen first. */
  private static final Map<String, Object> UNAWARE = Map.of("metadata.max.age.ms", 3_600_000);

  /**
   * What a producer is told that sees growth at once. It waits for each answer: a partition that
   * refuses its first batch and takes its second would never take the first.
   */
  private static final Map<String, Object> AWARE =
      Map.of("metadata.max.age.ms", 100, "max.in.flight.requests.per.connection", 1);

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.VERSION, Mode.LATEST, Mode.HASTY_SKIP);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void growthChangesNothing(Mode mode, long seed) throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE);
    List<Draft> drafts = load.drafts();
    List<Integer> growth = List.of(Seeds.cuts(Chance.of(seed), 2, drafts.size()).get(0));
    try (Trial trial = new Trial(SITE.kafka(), "growth", mode, seed, PARTITIONS);
        Senders senders = trial.senders(0, 1_000).with(UNAWARE).with(AWARE)) {
      JobClient job = SITE.start(trial.spec());
      trial.send(senders, drafts, growth, () -> SITE.kafka().growTopic(trial.name(), GROWN));
      trial.sendLater(GROWN);
      int spread = trial.history().spread().size();
      assertThat(spread).as("entities in two partitions, seed %d", seed).isPositive();
      trial.finish(
          job,
          folder,
          "%s keys, %d partitions grown to %d, %d entities in two of them"
              .formatted(load.keys(), PARTITIONS, GROWN, spread));
    }
  }
}
