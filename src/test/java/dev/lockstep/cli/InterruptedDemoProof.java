package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lockstep demo} in a process of its own that is told to end. */
@Tag("proof")
class InterruptedDemoProof {
  @TempDir private Path folder;
  private Path temporary;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    Path home = Path.of("").toAbsolutePath();
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + temporary,
                    "-Dlockstep.home=" + home,
                    "-Dlog4j2.configurationFile="
                        + home.resolve("src/main/launcher/log4j2.properties"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.lockstep.cli.Main",
                    "demo"))
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  /** From the start of the broker, over that of the job, to the work of the consumers. */
  @ParameterizedTest
  @ValueSource(strings = {"", "doors-in-order-0", "__consumer_offsets-0"})
  void nothingIsLeftOnTheDiskOrSaidOnTheScreen(String topic) throws Exception {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> hasBroker(topic));

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(temporary).isEmptyDirectory();
    assertThat(folder.resolve("err")).isEmptyFile();
    assertThat(Files.readString(folder.resolve("out"), UTF_8))
        .startsWith("What happens")
        .doesNotContain("With Lockstep");
  }

  private boolean hasBroker(String topic) throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .filter(each -> each.getFileName().toString().startsWith("lockstep-kafka"))
          .anyMatch(each -> Files.exists(each.resolve(topic)));
    }
  }
}
