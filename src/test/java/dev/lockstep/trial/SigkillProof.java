package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole process that is killed by a signal, and started again on any number of subtasks. */
@Tag("proof")
class SigkillProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 4_000;

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  private OwnProcess job;

  @AfterEach
  void end() throws Exception {
    job.kill();
  }

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.VERSION, Mode.QUARANTINE);
  }

  /** Nothing is closed, aborted or said goodbye to: open transactions are left as they are. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void aKilledProcessLosesAndRepeatsNothing(Mode mode, long seed) throws Exception {
    Chance chance = Chance.of(seed);
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE).ambiguous();
    List<Draft> drafts = load.drafts();
    List<Integer> kills = Seeds.cuts(chance, 2, drafts.size());
    Path spec = folder.resolve("job.yaml");
    try (Trial trial = new Trial(SITE.kafka(), "sigkill", mode, seed, PARTITIONS);
        Senders senders = trial.senders(3, 1_000)) {
      Files.writeString(spec, trial.yaml());
      job = start(spec, chance);
      trial.send(
          senders,
          drafts,
          kills,
          () -> {
            assertThat(job.kill()).as("status of a process ended by SIGKILL").isEqualTo(128 + 9);
            job = start(spec, chance);
          });
      trial.sendLater(PARTITIONS);
      trial.awaitAll();
      trial.judge(job.stop(), "%s keys, %d kills".formatted(load.keys(), kills.size()));
    }
  }

  private OwnProcess start(Path spec, Chance chance) throws Exception {
    return OwnProcess.start(
        spec, 1 + chance.below(4), Files.createDirectories(folder.resolve("state")));
  }
}
