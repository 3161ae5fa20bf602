package dev.lockstep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far a replay is: a bar on a terminal, a line now and then elsewhere. */
final class ReplayBar {
  private static final int WIDTH = 30;
  private static final long LINE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final boolean terminal;
  private long total;
  private long begunNanos;
  private long toldNanos;

  ReplayBar(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void begin(long records) {
    total = records;
    begunNanos = System.nanoTime();
    toldNanos = begunNanos;
  }

  void show(long sent) {
    long nowNanos = System.nanoTime();
    String rate =
        String.format(
            Locale.ROOT,
            "%,d of %,d sent, %.0f/s",
            sent,
            total,
            sent * 1e9 / Math.max(1, nowNanos - begunNanos));
    if (terminal) {
      int percent = total == 0 ? 100 : (int) (sent * 100 / total);
      int filled = percent * WIDTH / 100;
      err.printf(
          Locale.ROOT,
          "\r\u001b[K%3d %% [%s%s] %s",
          percent,
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          rate);
      err.flush();
    } else if (nowNanos - toldNanos >= LINE_AFTER_NANOS) {
      toldNanos = nowNanos;
      err.println(rate);
      err.flush();
    }
  }

  void end() {
    if (terminal) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
