package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before a cluster is asked for anything. */
class UpgradeUsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"0s", "9999ms", "721h", "9999999h"})
  void patienceIsForOneCheckpoint(String patience) {
    Commands.Outcome outcome =
        Commands.run(
            "upgrade",
            "jobs/orders.yaml",
            "--set=flink.checkpoint-interval=10s",
            "--cluster=localhost:1",
            "--patience=" + patience);
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(
            "--patience is for one checkpoint: at least its interval, 10 s, and at most 30 d");
  }
}
