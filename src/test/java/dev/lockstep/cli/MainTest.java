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

  @Test
  void helpListsTheCommandsByWhatAUserIsAboutToDo() {
    assertThat(run("--help")).isZero();
    String help = out.toString().replace("\r\n", "\n");
    assertThat(help.lines().filter(line -> line.matches("[A-Z]\\w+")))
        .as("groups without a command are not listed, and no command is without a group")
        .isSubsetOf("Start", "Run", "Look", "Mend", "Prove", "Evolve")
        .startsWith("Start", "Run");
    assertThat(help)
        .containsPattern("\nStart\n  demo +\\S")
        .containsPattern("\nRun\n  run +Runs a job[^\n]*\n")
        .containsPattern("\n  validate +Tells every problem")
        .containsPattern("\n  explain +Tells in plain words");
  }

  @Test
  void everyCommandHasHelpOfItsOwn() {
    for (String name : Main.commandLine().getSubcommands().keySet()) {
      assertThat(run(name, "--help")).as(name).isZero();
    }
    assertThat(out.toString()).contains("Usage: lockstep run", "Usage: lockstep demo");
  }

  private int run(String... args) {
    return Main.commandLine().setOut(new PrintWriter(out)).execute(args);
  }
}
