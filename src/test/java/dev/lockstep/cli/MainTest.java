package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

  private final StringWriter out = new StringWriter();

  @Test
  void versionNamesTheProduct() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip())
        .matches("lockstep \\d+\\.\\d+\\.\\d+ \\(Flink 2\\.\\d\\.\\d\\)");
  }

  private int run(String... args) {
    return Main.commandLine().setOut(new PrintWriter(out)).execute(args);
  }
}
