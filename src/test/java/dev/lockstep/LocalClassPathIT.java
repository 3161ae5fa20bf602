package dev.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher starts with: all that a job needs, without what the tests bring along. */
class LocalClassPathIT {

  @Test
  void aJobRunsOnItFromEndToEnd(@TempDir Path folder) throws Exception {
    Path target = Path.of(System.getProperty("lockstep.jar")).getParent();
    String classPath =
        target.resolve("classes")
            + File.pathSeparator
            + Files.readString(target.resolve("local.classpath"));
    Path said = folder.resolve("said.txt");
    Process run =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    classPath,
                    "dev.lockstep.cli.Main",
                    "run",
                    "jobs/door-locks.yaml",
                    "--input",
                    "jobs/samples/door-locks.jsonl",
                    "--output",
                    folder.resolve("out").toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(run.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
      assertThat(run.exitValue()).as(Files.readString(said)).isZero();
      assertThat(folder.resolve("out/state.jsonl")).isNotEmptyFile();
    } finally {
      run.destroyForcibly();
    }
  }
}
