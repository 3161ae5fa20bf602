package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.state.Tally;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Task managers that are killed while events flow. */
@Tag("proof")
class KillProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 3_000;
  private static final int KILLS = 3;

  /** So many events are sent last, with a kill more at each slice until an output came again. */
  private static final int LEFT = 300;

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> exactlyOnce() {
    return Seeds.runs(
        Stream.of(Mode.values()).filter(mode -> mode != Mode.LIMIT).toArray(Mode[]::new));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("exactlyOnce")
  void killsChangeNothing(Mode mode, long seed) throws Exception {
    run(mode, seed, false);
  }

  static Stream<Arguments> atLeastOnce() {
    return Seeds.of(2).map(seed -> Arguments.of(Mode.VERSION, seed));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("atLeastOnce")
  void atLeastOnceAConsumerThatFencesEndsRight(Mode mode, long seed) throws Exception {
    run(mode, seed, true, "delivery=at-least-once", "flink.checkpoint-interval=1s");
  }

  private void run(Mode mode, long seed, boolean fenced, String... changes) throws Exception {
    Chance chance = Chance.of(seed);
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    int last = fenced ? drafts.size() - LEFT : drafts.size();
    List<Integer> cuts = Seeds.cuts(chance, KILLS, last);
    try (Trial trial = new Trial(SITE.kafka(), fenced ? "fence" : "kill", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 1_000)) {
      JobClient job = SITE.start(trial.spec(changes));
      AtomicInteger kills = new AtomicInteger();
      Trial.Mishap kill =
          () -> {
            SITE.kill(chance).get();
            kills.incrementAndGet();
          };
      trial.send(senders, drafts.subList(0, last), cuts, kill);
      trial.sendUntilRepeated(senders, drafts.subList(last, drafts.size()), kill);
      trial.sendLater(PARTITIONS);
      if (fenced) {
        trial.awaitLater();
      }
      Tally tally = trial.end(job, folder);
      int restarts = SITE.restarts(job);
      assertThat(restarts).as("restarts, seed %d", seed).isPositive();
      String happened =
          "%s keys, %d kills, %d restarts".formatted(load.keys(), kills.get(), restarts);
      if (fenced) {
        trial.judgeFenced(tally, happened);
      } else {
        trial.judge(tally, happened);
      }
    }
  }
}
