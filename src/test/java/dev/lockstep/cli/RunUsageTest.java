package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of {@code lockstep run} that do not go together. */
final class RunUsageTest {
  @TempDir private Path folder;

  /** A second run would go on behind the end of topics that are not there any more. */
  @Test
  void stateIsNotKeptOfTopicsThatAreGoneAfterTheRun() {
    Path state = folder.resolve("state");

    Outcome outcome =
        Commands.run(
            "run", Commands.spec("good/smallest"), "--embedded", "--state", state.toString());

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("--state goes with Kafka topics that stay");
    assertThat(state).doesNotExist();
  }
}
