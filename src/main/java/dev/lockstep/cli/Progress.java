package dev.lockstep.cli;

import dev.lockstep.connect.ReadProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** A line on the terminal that tells how much of the input is read. */
final class Progress {
  private static final int WIDTH = 30;

  private Progress() {}

  /** Shows the line until the job ends; nothing where there is no terminal. */
  static void show(JobClient job, List<Path> files, PrintWriter terminal)
      throws InterruptedException, IOException {
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    boolean ended = false;
    while (!ended) {
      ended = endsWithin(job, 500);
      terminal.print("\r" + line(files, total));
      terminal.flush();
    }
    terminal.print("\r\u001b[K");
    terminal.flush();
  }

  private static boolean endsWithin(JobClient job, long millis) throws InterruptedException {
    try {
      job.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException running) {
      return false;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  private static String line(List<Path> files, long total) {
    long read = 0;
    for (Path file : files) {
      read += ReadProgress.bytesRead(file.toString());
    }
    int percent = total == 0 ? 100 : (int) Math.min(100, read * 100 / total);
    int filled = percent * WIDTH / 100;
    return String.format(
        Locale.ROOT,
        "%3d %% [%s%s] %,d of %,d MB read",
        percent,
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        read >> 20,
        total >> 20);
  }
}
