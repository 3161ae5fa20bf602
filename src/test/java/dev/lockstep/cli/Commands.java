package dev.lockstep.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Runs the command line in this process. */
public final class Commands {

  /**
   * What a command did.
   *
   * @param exit its exit code
   * @param out what it printed
   * @param err what it printed to standard error
   */
  public record Outcome(int exit, String out, String err) {}

  private Commands() {}

  /** Runs one. */
  public static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Outcome(exit, plain(out), plain(err));
  }

  private static String plain(StringWriter written) {
    return written.toString().replace("\r\n", "\n");
  }

  /** A spec among the test resources, such as {@code good/smallest}. */
  static String spec(String name) {
    return Path.of("src/test/resources/specs", name + ".yaml").toString();
  }
}
