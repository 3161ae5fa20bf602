package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockstep run} on files, with a spec that reads what only Kafka records have. */
final class FilesHaveNoHeadersTest {
  @TempDir private Path folder;

  private Outcome run(String... more) throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"orderId\":1}\n");
    String[] arguments = new String[4 + more.length];
    arguments[0] = "run";
    arguments[1] = Commands.spec("good/beside-value");
    arguments[2] = "--input";
    arguments[3] = input.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Commands.run(arguments);
  }

  private static void assertRefused(Outcome outcome) {
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("the spec reads `header:tenant`, `key`, `header:event-id`")
        .contains("files have neither headers nor keys");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aRunFromFilesToFilesIsRefusedBeforeItStarts() throws IOException {
    Path output = folder.resolve("out");
    assertRefused(run("--output", output.toString()));
    assertThat(output).doesNotExist();
  }

  @Test
  void filesAreNotSentToAnEmbeddedBrokerEither() throws IOException {
    assertRefused(run("--embedded"));
  }
}
