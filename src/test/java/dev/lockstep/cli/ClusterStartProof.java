package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockstep cluster start} in a process of its own that is ended. */
@Tag("proof")
class ClusterStartProof {
  @TempDir private Path folder;
  private Process command;

  @BeforeEach
  void start() throws IOException {
    Path target = Path.of(System.getProperty("lockstep.jar")).getParent();
    command =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    target.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(target.resolve("local.classpath")),
                    "dev.lockstep.cli.Main",
                    "cluster",
                    "start",
                    "--port=0"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.readString(folder.resolve("said.txt")).contains("Interrupt it"));
  }

  @AfterEach
  void end() {
    command.destroyForcibly();
  }

  @Test
  void anInterruptedClusterLeavesNoProcessAndNoFile() throws Exception {
    List<ProcessHandle> processes = command.descendants().toList();
    assertThat(processes).as("a job manager and a task manager").hasSize(2);
    command.destroy();
    command.waitFor();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(folders()).isEmpty();
  }

  @Test
  void aClusterEndsWithACommandThatIsKilled() throws Exception {
    List<ProcessHandle> processes = command.descendants().toList();
    assertThat(processes).hasSize(2);
    command.destroyForcibly().waitFor();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folders()).as("of the cluster").noneMatch(each -> each.startsWith("lockstep-flink"));
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("lockstep"))
          .toList();
    }
  }
}
