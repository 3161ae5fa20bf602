package dev.lockstep.cli;

import dev.lockstep.savepoint.Savepoint;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** How much of a savepoint is read: a bar on a terminal, a line now and then elsewhere. */
final class StateBar implements Savepoint.Progress {
  private static final int WIDTH = 30;
  private static final long LINE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final boolean terminal;
  private long toldNanos = System.nanoTime();

  StateBar(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  static StateBar of(CommandSpec command) {
    return new StateBar(command.commandLine().getErr(), Boolean.getBoolean("lockstep.terminal"));
  }

  @Override
  public void at(int groups, int of) {
    int percent = groups * 100 / of;
    if (terminal && groups == of) {
      err.print("\r\u001b[K");
      err.flush();
    } else if (terminal) {
      int filled = percent * WIDTH / 100;
      err.printf(
          Locale.ROOT,
          "\r\u001b[K%3d %% [%s%s] %d of %d key groups",
          percent,
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          groups,
          of);
      err.flush();
    } else if (System.nanoTime() - toldNanos >= LINE_AFTER_NANOS) {
      toldNanos = System.nanoTime();
      err.printf(Locale.ROOT, "%d of %d key groups%n", groups, of);
      err.flush();
    }
  }
}
