package dev.lockstep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import picocli.CommandLine.Model.CommandSpec;

/** How much of a dump is read: a line that counts on a terminal, one now and then elsewhere. */
final class RowCount implements LongConsumer {
  private static final long ON_TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long ELSEWHERE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final String word;
  private final boolean terminal;
  private long toldNanos = System.nanoTime();

  RowCount(CommandSpec command, String word) {
    this.err = command.commandLine().getErr();
    this.word = word;
    this.terminal = Boolean.getBoolean("lockstep.terminal");
  }

  @Override
  public void accept(long rows) {
    long nowNanos = System.nanoTime();
    if (nowNanos - toldNanos >= (terminal ? ON_TERMINAL_NANOS : ELSEWHERE_NANOS)) {
      toldNanos = nowNanos;
      String text = String.format(Locale.ROOT, "%,d %ss read", rows, word);
      err.print(terminal ? "\r\u001b[K  " + text : text + System.lineSeparator());
      err.flush();
    }
  }

  /** No more comes. */
  void end() {
    if (terminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
